import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { session, type Session } from '#contract/api/session.ts'
import { sessionCall } from './addresses.ts'
import { ApiFailure, isWorthRetrying, retryDelay } from './failure.ts'
import { ask, readJson } from './request.ts'

/** The session of this till. It is requested once; each later answer about the session updates it. */
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
let channel: BroadcastChannel | undefined
const tabs = () => (channel ??= new BroadcastChannel('session'))
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel is of one origin, and takes no other
const tellTabs = () => tabs().postMessage('changed')

type Act = '' | '/unlock' | '/lock' | '/associate' | '/pin'

/**
 * Signs in, unlocks, locks, or states who is at the till, and keeps the session that the gateway answers.
 *
 * @throws {ApiFailure} the session then stays as it was
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

/**
 * Locks the screen at once. It does not matter if the gateway is not reached, because it locks the session by itself a little
 * later.
 */
export function lock(client: QueryClient) {
  setState(client, 'locked')
  changeSession(client, '/lock', {}).catch(() => undefined)
}

/** Reports activity to the gateway, which may answer that the session has ended. */
export const reportActivity = (client: QueryClient) =>
  ask(`${sessionCall}/activity`, new AbortController().signal, { body: {} }).catch((fault: unknown) =>
    follow(client, fault),
  )

function setState(client: QueryClient, state: Session['state']) {
  client.setQueryData(sessionQuery().queryKey, (now) => now && { ...now, state })
}

/** Updates the session state when a call fails because the session has ended or is locked. */
export function follow(client: QueryClient, fault: unknown) {
  if (!(fault instanceof ApiFailure)) return
  if (fault.code === 'signed_out') setState(client, 'signed-out')
  if (fault.code === 'locked') setState(client, 'locked')
}

/** Keeps every tab up to date when any call, in any tab, finds that the session has ended or is locked. */
export function watchSession(client: QueryClient) {
  client.getQueryCache().subscribe((event) => {
    // An error that a query has kept from an earlier call is not new.
    if (event.type === 'updated' && event.action.type === 'error') follow(client, event.action.error)
  })
  tabs().addEventListener(
    'message',
    () => void client.invalidateQueries({ queryKey: sessionQuery().queryKey }),
  )
}
