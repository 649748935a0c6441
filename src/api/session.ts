import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { session, type Session } from '#contract/api/session.ts'
import { viewAsAssociate } from './notices.ts'
import { sessionCall } from './addresses.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

/** Who is signed in at this till. Asked for once; from then on each answer about it says how it is now. */
export const sessionQuery = () =>
  queryOptions<Session>({
    queryKey: ['session'],
    queryFn: async ({ signal }) => readSession(await ask(sessionCall, signal)),
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: Infinity,
  })

async function readSession(answer: Response) {
  const read = v.safeParse(session, await readJson(answer))
  if (!read.success) throw new ApiFailure('unreadable_answer')
  return read.output
}

/** The other tabs of this browser, which share the session. */
const tabs = new BroadcastChannel('session')
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel is of one origin, and takes no other
const tellTabs = () => tabs.postMessage('changed')

type Act = '' | '/unlock' | '/lock' | '/associate' | '/pin'

/**
 * Signs in, unlocks, locks, or says who is at the till, and keeps what the gateway answers.
 *
 * @throws {ApiFailure} and the session stays as it was
 */
export async function changeSession(client: QueryClient, act: Act, body: object): Promise<void> {
  const answer = await ask(`${sessionCall}${act}`, new AbortController().signal, { body })
  client.setQueryData(sessionQuery().queryKey, await readSession(answer))
  tellTabs()
}

/** Ends the session, in the browser first: nothing stays on screen while the gateway is told. */
export async function signOut(client: QueryClient): Promise<void> {
  setState(client, 'signed-out')
  const answer = await ask(sessionCall, new AbortController().signal, { method: 'DELETE' })
  client.setQueryData(sessionQuery().queryKey, await readSession(answer))
  tellTabs()
}

/** Locks the screen at once; that the gateway may not hear of it does not matter, since it locks by itself a little later. */
export function lock(client: QueryClient) {
  setState(client, 'locked')
  changeSession(client, '/lock', {}).catch(() => undefined)
}

/** Tells the gateway that somebody is there; it may answer that the session has ended. */
export const reportActivity = (client: QueryClient) =>
  ask(`${sessionCall}/activity`, new AbortController().signal, { body: {} }).catch((fault: unknown) =>
    follow(client, fault),
  )

function setState(client: QueryClient, state: Session['state']) {
  viewAsAssociate(false)
  client.setQueryData(sessionQuery().queryKey, (now) => now && { ...now, state })
}

/** Whichever call learns that the session has ended or is locked: the screen follows. */
export function follow(client: QueryClient, fault: unknown) {
  if (!(fault instanceof ApiFailure)) return
  if (fault.code === 'signed_out') setState(client, 'signed-out')
  if (fault.code === 'locked') setState(client, 'locked')
}

/** Whichever call learns that the session has ended or is locked, and whichever tab did it: every screen follows. */
export function watchSession(client: QueryClient) {
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated') follow(client, query.state.error)
  })
  tabs.addEventListener('message', () => void client.invalidateQueries({ queryKey: sessionQuery().queryKey }))
}
