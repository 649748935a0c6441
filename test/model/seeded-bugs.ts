import type { Query, QueryClient, QueryObserverOptions } from '@tanstack/react-query'
import type * as CustomerContract from '#contract/customer/customer.ts'
import type * as ElapsedTime from '#src/api/elapsed-time.ts'
import type * as PhotoLife from '#src/api/photo-life.ts'
import type * as Pictures from '#src/api/picture.ts'
import type * as Requests from '#src/api/request.ts'
import { startOfWorld } from './clocks.ts'
import type { Product, Replacement } from './till.ts'

type Change = (product: Product) => Partial<Product>
type Options = QueryObserverOptions

/** Other implementations of some exports of a module. */
const instead =
  <Module extends object>(path: string) =>
  (change: (real: Module) => Partial<Module>): Replacement => ({
    path,
    async by(original) {
      const real = await original<Module>()
      return { ...real, ...change(real) }
    },
  })
const contract = instead<typeof CustomerContract>('#contract/customer/customer.ts')
const request = instead<typeof Requests>('#src/api/request.ts')
const pictures = instead<typeof Pictures>('#src/api/picture.ts')
const photoLife = instead<typeof PhotoLife>('#src/api/photo-life.ts')
const elapsed = instead<typeof ElapsedTime>('#src/api/elapsed-time.ts')

/** Another query client, some parts of which are made of its own. */
const client =
  (change: (real: QueryClient) => object): Change =>
  ({ createQueryClient }) => ({
    createQueryClient() {
      const real = createQueryClient()
      return Object.assign(real, change(real))
    },
  })
/** Other options for the queries of customers as such (of two parts), or for those of their photos (of four). */
const options = (parts: 2 | 4, change: (given: Options) => Partial<Options>) =>
  client((real) => {
    const usual = real.defaultQueryOptions.bind(real)
    const isIts = ({ queryKey, _defaulted }: Options) =>
      !_defaulted && queryKey?.[0] === 'customers' && queryKey.length === parts
    return {
      defaultQueryOptions: (given: Options) => usual(isIts(given) ? { ...given, ...change(given) } : given),
    }
  })

/** The same answer, with another text in it. */
const rewritten = (body: unknown, text: RegExp, by: string): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll(text, by))
/** A failure with one of these codes is taken for a final one. */
const finalFailure = (...codes: string[]) =>
  pictures(({ fetchPicture }) => ({
    fetchPicture: (...asked) =>
      fetchPicture(...asked).catch((fault: Error) => {
        throw codes.includes(fault.message) ? new Error('final') : fault
      }),
  }))
/** Downloads a picture without care for bytes that can't be decoded. */
const careless = (decodes: boolean) =>
  pictures(({ Picture }) => ({
    async fetchPicture(ownerId, link, signal) {
      const { ask } = await import('#src/api/request.ts')
      const image = new Image()
      image.src = URL.createObjectURL(await (await ask(link, signal)).blob())
      if (decodes) await image.decode()
      return new Picture(ownerId, image.src, 480, 640)
    },
  }))

/** Mistakes somebody could make, by the rule that each of them breaks. */
export const bugs: Record<string, Record<string, Change | Replacement>> = {
  'another customer’s record on screen': {
    'the customer is not in the key': options(2, () => ({ queryKey: ['customers', 'one'] })),
    'the customer’s id in an answer is not compared': contract(({ readFoundCustomer }) => ({
      readCustomer: readFoundCustomer,
    })),
    'the profiles of an answer may be another customer’s': contract(({ readCustomer }) => ({
      readCustomer: (body, id) => readCustomer(rewritten(body, /"userId":\d+/g, `"userId":${id}`), id),
    })),
  },
  'another customer’s face on screen': {
    'the picture’s key has its place and not its customer': options(4, ({ queryKey }) => ({
      queryKey: ['customers', 'any', 'photos', String(queryKey?.[3]).split('-')[1]],
    })),
    'a photo’s owner is told by its file name alone': contract(({ readCustomer }) => ({
      readCustomer: (body, id) => readCustomer(rewritten(body, /customerImage\/7\/\d+/g, ''), id),
    })),
  },
  'still asks for a customer who left': {
    'leaving a customer does not break off the call': request(({ ask }) => ({
      ask: (path, _signal, asking) => ask(path, new AbortController().signal, asking),
    })),
  },
  'something is in flight for ever': {
    'a hanging answer is awaited for ever': request(() => ({
      ask: (path, signal) => fetch(path, { signal }),
    })),
  },
  'a loop of calls': {
    'a dead link is renewed again and again': options(4, () => ({ retry: 9, retryDelay: 1000 })),
  },
  'a loop of failing calls': {
    'a failed renewal is tried again at every look': options(2, () => ({
      refetchInterval: ({ state }) => (state.error === null ? 3_600_000 : 5000),
    })),
  },
  'no photo after the world healed': {
    'a dead link is never renewed': finalFailure('photo_expired', 'photo_gone'),
    'a refused link is never renewed, even when the clerk tries again': finalFailure('photo_refused'),
    'a call for a dead link is content with the last answer': options(2, ({ staleTime }) =>
      staleTime === -Infinity ? { staleTime: Infinity } : {},
    ),
  },
  'holds a link past its end': {
    'the wall clock alone is trusted': elapsed(() => ({ elapsedTime: () => Date.now() })),
    'the monotonic clock alone is trusted': elapsed(() => ({ elapsedTime: () => performance.now() })),
    'the clocks are compared since the beginning, not since the last look': elapsed(() => ({
      elapsedTime: () => Math.max(performance.now(), Date.now() - startOfWorld),
    })),
    'a till that wakes waits for its timers': () => ({ watchRenewals: () => () => undefined }),
    'links are thought to live for ever': photoLife(() => ({ renewalAge: () => Infinity })),
    'the till’s own clock tells how long a link has left': photoLife(({ lifeOnArrival }) => ({
      lifeOnArrival: (photo) => lifeOnArrival(photo, new Date(Date.now()).toUTCString()),
    })),
  },
  'downloaded a picture it had': {
    'the link is part of the picture’s key': contract(({ readCustomer }) => ({
      readCustomer(...asked) {
        const customer = readCustomer(...asked)
        const photos = customer.photos.map((photo) =>
          'link' in photo ? { ...photo, identity: photo.link } : photo,
        )
        return { ...customer, photos }
      },
    })),
  },
  'a picture’s bytes are kept for ever': {
    'pictures are never given back': pictures(({ fetchPicture }) => ({
      fetchPicture: async (...asked) =>
        Object.assign(await fetchPicture(...asked), { release: () => undefined }),
    })),
    'a picture that can’t be decoded is not given back': careless(true),
  },
  'shows a picture before it was decoded': {
    'pictures are shown before they are decoded': careless(false),
  },
  'shows a picture whose bytes were given back': {
    'a replaced picture is given back while it is shown': client((real) => {
      real.getQueryCache().subscribe(({ type, query }) => {
        if (type === 'observerRemoved' && query.getObserversCount() === 0) query.state.data?.release?.()
      })
      return {}
    }),
  },
  'asked again too soon after a failure': {
    'what was refused is asked again at once': options(2, () => ({ retry: 2 })),
    'a vendor who asks for two seconds gets one': options(2, () => ({ retryDelay: 1000 })),
  },
  'broke off a call it still needs': {
    'the heartbeat breaks off the call it finds under way': ({ isDue, customerQuery }) => ({
      watchRenewals(of) {
        const predicate = ({ queryKey: [, userId, ...below] }: Query) => {
          const state = of.getQueryState(customerQuery(String(userId)).queryKey)
          return below.length === 0 && state !== undefined && isDue(state)
        }
        const timer = setInterval(() => void of.refetchQueries({ predicate }), 15_000)
        return () => clearInterval(timer)
      },
    }),
    'photos that die together each call by themselves': client((real) => {
      const fetchQuery = real.fetchQuery.bind(real)
      const anew = (query: Parameters<typeof fetchQuery>[0]) =>
        real.cancelQueries({ queryKey: query.queryKey, exact: true }).then(() => fetchQuery(query))
      return { fetchQuery: anew }
    }),
  },
  'asked while nobody looks': {
    'renewals go on while hidden': options(2, () => ({ refetchIntervalInBackground: true })),
  },
}
