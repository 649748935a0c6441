import { queryOptions, type QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { session, type Session } from '#contract/api/session.ts'
import { sessionCall } from './addresses.ts'
import { ApiFailure, failureOf, isWorthRetrying, retryDelay } from './failure.ts'
import { owe, owed, shutIfOwed, type Shut } from './owed.ts'
import { ask, readJson } from './request.ts'

/** The session of this till. It is requested once; each later answer about the session updates it. */
export const sessionQuery = () =>
  queryOptions<Session>({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const asOf = timesShut
      return shutIfOwed(await readSession(await ask(sessionCall, signal), asOf))
    },
    retry: isWorthRetrying,
    retryDelay,
    staleTime: Infinity,
    gcTime: Infinity,
  })

/** How often the screen has been shut since it was loaded, and as what the last time. */
let timesShut = 0
let lastShut: Shut = 'locked'

/** @param asOf what `timesShut` was when the question was asked: an older answer does not open the screen again */
async function readSession(answer: Response, asOf: number): Promise<Session> {
  const read = v.safeParse(session, await readJson(answer))
  if (!read.success) throw new ApiFailure('unreadable_answer')
  const { output } = read
  return output.state === 'open' && asOf !== timesShut ? { ...output, state: lastShut } : output
}

/** The other tabs of this browser, which share the session. */
let channel: BroadcastChannel | undefined
const tabs = () => (channel ??= new BroadcastChannel('session'))
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel is of one origin, and takes no other
const tellTabs = (news: 'changed' | Shut) => tabs().postMessage(news)

type Act = '' | '/unlock' | '/associate' | '/pin'

/**
 * One request at a time changes the session, in all tabs: answers and cookies then come in the order of the requests. At an address
 * that is not secure, browsers have no locks, and requests go as they come (https://www.w3.org/TR/web-locks/#dom-navigatorlocks-locks).
 */
const inTurn = <Result>(work: () => Promise<Result>) =>
  isSecureContext ? navigator.locks.request('session', work) : work()

/**
 * Signs in, unlocks, or states who is at the till, and keeps the session that the gateway answers.
 *
 * @throws {ApiFailure} the session then stays as it was
 */
export async function changeSession(client: QueryClient, act: Act, body: object): Promise<void> {
  const asOf = timesShut
  await inTurn(async () => {
    const answer = await ask(`${sessionCall}${act}`, new AbortController().signal, { body })
    const next = await readSession(answer, asOf)
    if ((act === '' || act === '/unlock') && asOf === timesShut) owe(undefined)
    client.setQueryData(sessionQuery().queryKey, shutIfOwed(next))
  })
  tellTabs('changed')
}

/** Ends the session, in the browser first: nothing stays on screen, in any tab, while the gateway is told. */
export const signOut = (client: QueryClient) => shut(client, 'signed-out')

/** Locks the screen of every tab at once, and the session as soon as the gateway hears of it. */
export const lock = (client: QueryClient) => shut(client, 'locked')

function shut(client: QueryClient, state: Shut) {
  showShut(client, state)
  tellTabs(state)
  owe(state)
  void insist(client)
}

function showShut(client: QueryClient, state: Shut) {
  timesShut++
  lastShut = state
  setState(client, state)
}

const pause = 2000
let isInsisting = false

/** Tells the gateway that the screen is shut, until it has heard. Each tab does so, because any of them may be closed. */
async function insist(client: QueryClient) {
  if (isInsisting) return
  isInsisting = true
  while (owed() !== undefined) {
    // oxlint-disable-next-line no-await-in-loop -- one request after another
    const isHeard = await inTurn(() => tellGateway(client))
    // oxlint-disable-next-line no-await-in-loop
    if (!isHeard) await new Promise((resolve) => setTimeout(resolve, pause))
  }
  isInsisting = false
}

/** @returns whether it has heard, or there is nothing to tell any more */
async function tellGateway(client: QueryClient): Promise<boolean> {
  const state = owed()
  if (state === undefined) return true
  const asOf = timesShut
  const { signal } = new AbortController()
  const heard = await (
    state === 'locked'
      ? ask(`${sessionCall}/lock`, signal, { body: {} })
      : ask(sessionCall, signal, { method: 'DELETE' })
  )
    .then((answer) => readSession(answer, asOf))
    .catch(failureOf)
  // The associate has signed out meanwhile, which has to be told next.
  if (asOf !== timesShut) return false
  if (heard instanceof ApiFailure && heard.code !== 'signed_out') return false
  if (owed() === state) owe(undefined)
  if (heard instanceof ApiFailure) setState(client, 'signed-out')
  else client.setQueryData(sessionQuery().queryKey, heard)
  tellTabs('changed')
  return true
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

/**
 * Keeps every tab up to date when any call, in any tab, finds that the session has ended or is locked. What an earlier page
 * left owed to the gateway is told first.
 */
export function watchSession(client: QueryClient) {
  client.getQueryCache().subscribe((event) => {
    // An error that a query has kept from an earlier call is not new.
    if (event.type === 'updated' && event.action.type === 'error') follow(client, event.action.error)
  })
  tabs().addEventListener('message', ({ data }) => {
    if (data === 'changed') return void client.invalidateQueries({ queryKey: sessionQuery().queryKey })
    showShut(client, data)
    void insist(client)
  })
  void insist(client)
}
