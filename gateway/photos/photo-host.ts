import { Agent, errors, request, type Dispatcher } from 'undici'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { openBreaker, probeSeconds, type Breaker } from '#gateway/resilience/breaker.ts'
import { openBulkhead, type Bulkhead, type Room } from '#gateway/resilience/bulkhead.ts'
import { NotAttempted } from '#gateway/resilience/not-attempted.ts'
import { createMetadataBlanker, TruncatedImage } from './strip-metadata/blank-metadata.ts'
import { ByteQueue } from './strip-metadata/byte-queue.ts'
import { readImageHeader, type ImageHeader } from './strip-metadata/image-header.ts'
import { isPicture } from './strip-metadata/looks-like.ts'
import { allowedUrl, type PhotoOrigin } from './photo-origins.ts'
import { PrivateAddress, publicLookup } from './public-addresses.ts'
import { whyRefused } from './refusal.ts'

type Image = Extract<ImageHeader, { kind: 'image' }>

/** A photo whose first bytes have arrived and been checked. The rest follows as it arrives, without the metadata. */
export type Download = {
  contentType: string
  /** In bytes, if the photo host stated it. */
  length: number | undefined
  bytes: AsyncIterable<Uint8Array>
  /** Tells the photo host that the rest is no longer wanted. */
  abortOnDisconnect: () => void
}

export type PhotoHost = {
  breaker: Breaker
  bulkhead: Bulkhead
  download(link: string, signal: AbortSignal): Promise<Download>
  close(): Promise<void>
}

export type PhotoHostLimits = {
  origins: readonly PhotoOrigin[]
  maxBytes: number
  /** Milliseconds until the photo must begin, and between any two chunks of it. */
  patience: number
  /** Places for photos on their way from the host to the browser. Look-ups have their own places. */
  room?: Room | undefined
  /** Callbacks: for each request, whether the host was up (a refusal counts as up); and for each request turned away. */
  told?: { met?: (condition: 'up' | 'down') => void; shed?: (() => void) | undefined }
}

/** The host's connections, and as many again for photos that wait for their browser. */
const usualRoom: Room = { most: 64, waiting: 64, patience: 2_000 }

/** More than any camera produces. A browser needs four bytes for each pixel. */
export const mostPixels = 60_000_000

/**
 * Fetches photos, from the allowed origins only. It follows no redirects, sends nothing except the link itself, and passes bytes on
 * only after they are known to be an image of acceptable size.
 */
export function photoHost({
  origins,
  maxBytes,
  patience,
  room = usualRoom,
  told = {},
}: PhotoHostLimits): PhotoHost {
  const dispatcher = new Agent({
    connect: { timeout: patience, lookup: publicLookup(origins) },
    headersTimeout: patience,
    bodyTimeout: patience,
    keepAliveTimeout: 60_000,
    connections: 32,
  })

  const bulkhead = openBulkhead(room, told.shed)
  const breaker = openBreaker((fault) => {
    const isTheirs = fault instanceof Unreached && !fault.isGivenUp
    if (isTheirs) told.met?.('down')
    return isTheirs
  })

  const ask = (url: URL, signal: AbortSignal, lateness: AbortSignal) =>
    breaker.run(
      () =>
        request(url, { dispatcher, signal: AbortSignal.any([signal, lateness]) }).catch((cause: unknown) => {
          throw new Unreached(cause, signal.aborted || cause instanceof PrivateAddress)
        }),
      ({ statusCode }) => {
        const isDown = statusCode >= 500
        told.met?.(isDown ? 'down' : 'up')
        return isDown
      },
    )

  return {
    breaker,
    bulkhead,
    async download(link, signal) {
      const url = allowedUrl(link, origins)
      if (url === undefined) throw new ProblemError('photo_refused')
      const lateness = new AbortController()
      const clock = setTimeout(() => lateness.abort(new errors.HeadersTimeoutError()), patience)
      try {
        const answer = await ask(url, signal, lateness.signal)
        if (answer.statusCode !== 200) throw await whyRefused(answer, link)
        return await beginDownload(answer, maxBytes)
      } catch (fault) {
        const cause = fault instanceof Unreached ? fault.cause : fault
        throw signal.aborted ? cause : asProblem(cause)
      } finally {
        clearTimeout(clock)
      }
    },
    close: () => dispatcher.close(),
  }
}

/** The photo host gave no answer. */
class Unreached extends Error {
  override readonly name = 'Unreached'
  /** The browser disconnected first, or we did not want to connect. */
  readonly isGivenUp: boolean
  constructor(cause: unknown, isGivenUp: boolean) {
    super('the photo host gave no answer', { cause })
    this.isGivenUp = isGivenUp
  }
}

function asProblem(cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause
  if (cause instanceof NotAttempted)
    return new ProblemError('photo_refused', { retryAfterSeconds: probeSeconds, cause })
  if (cause instanceof TruncatedImage) return new ProblemError('photo_unshowable', { cause })
  return new ProblemError(isLate(cause) ? 'photo_timed_out' : 'photo_refused', { cause })
}

const isLate = (cause: unknown) =>
  cause instanceof errors.HeadersTimeoutError ||
  cause instanceof errors.BodyTimeoutError ||
  cause instanceof errors.ConnectTimeoutError

async function beginDownload(
  { headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Download> {
  const length = readLength(headers['content-length'])
  const pieces = body.iterator({ destroyOnReturn: false })
  const abortOnDisconnect = () => void body.on('error', () => undefined).destroy()
  try {
    if (length !== undefined && length > maxBytes) throw new ProblemError('photo_too_large')
    const { beginning, image } = await readBeginning(pieces, maxBytes)
    if (image.width * image.height > mostPixels) throw new ProblemError('photo_too_large')
    return {
      contentType: image.contentType,
      length,
      bytes: cleaned(beginning, pieces, image, { length, maxBytes, abortOnDisconnect }),
      abortOnDisconnect,
    }
  } catch (cause) {
    abortOnDisconnect()
    throw cause
  }
}

function readLength(header: string | string[] | undefined) {
  const written = [header].flat()[0]
  return written !== undefined && /^\d{1,12}$/.test(written) ? Number(written) : undefined
}

async function readBeginning(
  pieces: AsyncIterator<Uint8Array>,
  maxBytes: number,
): Promise<{ beginning: Uint8Array; image: Image }> {
  const queue = new ByteQueue()
  for (;;) {
    const next = await pieces.next()
    if (!next.done) queue.append(next.value)
    const beginning = queue.peek()
    if (beginning.length > maxBytes) throw new ProblemError('photo_too_large')
    const header = readImageHeader(beginning)
    if (header.kind === 'image') return { beginning, image: header }
    if (header.kind === 'not-an-image')
      throw new ProblemError(isPicture(header.looksLike) ? 'photo_unshowable' : 'photo_not_an_image')
    // What begins as one of our formats and ends before it states its size.
    if (next.done) throw new ProblemError(beginning.length === 0 ? 'photo_not_an_image' : 'photo_unshowable')
  }
}

/**
 * Passes the photo on without its metadata. It throws in the middle of the stream if the photo is too short or too long. The last
 * chunk waits until the photo is known to be complete, so that a browser never takes a part for the whole.
 */
async function* cleaned(
  beginning: Uint8Array,
  rest: AsyncIterableIterator<Uint8Array>,
  image: Image,
  limits: { length: number | undefined; maxBytes: number; abortOnDisconnect: () => void },
) {
  const blanker = createMetadataBlanker(image.format, limits.length)
  let total = beginning.length
  try {
    let last = blanker.push(beginning)
    for await (const piece of rest) {
      total += piece.length
      if (total > limits.maxBytes) throw new ProblemError('photo_too_large')
      const clean = blanker.push(piece)
      if (clean.length === 0) continue
      yield last
      last = clean
    }
    blanker.end()
    yield last
  } catch (cause) {
    throw asProblem(cause)
  } finally {
    limits.abortOnDisconnect()
  }
}
