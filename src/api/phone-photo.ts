import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { phoneLink, phoneState, type PhoneLinkRequest } from '#contract/api/phone-photo.ts'
import { openPhoneCall, phoneLinkCall, phonePhotoCall } from './addresses.ts'
import { viewHeaders } from './customers.ts'
import { failureOf } from './failure.ts'
import { ask, askFor, readJson, readProblem, whyNoAnswer } from './request.ts'
import { follow } from './session.ts'

/** Milliseconds between two questions for the picture. */
const pause = 1000
/** Milliseconds for a picture on a slow line. The gateway gives up earlier. */
const patience = 40_000

type Asking = {
  act: PhoneLinkRequest['act']
  /** Called with the address for the phone. */
  onAddress: (address: string) => void
  /** Called when the phone has opened it, perhaps more than once. */
  onOpened: () => void
  signal: AbortSignal
}

/**
 * Asks for a one-time link, and waits for the picture that a phone sends with it. The link is given up if `signal` aborts.
 *
 * @throws {ApiFailure} `code_over` if the link has run out; or, if `signal` aborts, its reason
 */
export async function pictureFromPhone(
  client: QueryClient,
  userId: string,
  { act, onAddress, onOpened, signal }: Asking,
): Promise<Blob> {
  const path = phoneLinkCall(userId)
  try {
    const asked = { body: { act }, headers: viewHeaders(client, userId) }
    const { id, url } = await askFor(phoneLink, path, signal, asked)
    signal.addEventListener('abort', () => giveUp(`${path}/${id}`), { once: true })
    onAddress(new URL(url, location.href).href)
    for (;;) {
      await after(pause, signal)
      const answer = await ask(`${path}/${id}`, signal).catch(whatToDo)
      if (answer?.headers.get('content-type') === 'image/jpeg') return await answer.blob()
      if (answer !== undefined && v.parse(phoneState, await readJson(answer)).state === 'opened') onOpened()
    }
  } catch (fault) {
    follow(client, fault)
    throw fault
  }
}

/** A question that got no answer is asked again: the link ends by itself. */
function whatToDo(fault: unknown): undefined {
  const { code } = failureOf(fault)
  if (code !== 'offline' && code !== 'gateway_down' && code !== 'no_answer') throw fault
}

function giveUp(path: string) {
  const { signal } = new AbortController()
  ask(path, signal, { method: 'DELETE' }).catch(() => undefined)
}

const after = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

/**
 * Tells the gateway, on the phone, that its page is open.
 *
 * @throws {ApiFailure} `code_over` if the link has run out or was used
 */
export const openPhoneLink = (secret: string) => asPhone(openPhoneCall, secret)

/** Sends the picture to the till, once. @throws {ApiFailure} `code_over`, or why the picture is refused */
export const sendFromPhone = (secret: string, jpeg: Blob) => asPhone(phonePhotoCall, secret, jpeg)

/** Without cookies: the page on the phone has no session. */
async function asPhone(path: string, secret: string, jpeg?: Blob) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      ...(jpeg === undefined ? {} : { 'content-type': 'image/jpeg' }),
    },
    ...(jpeg === undefined ? {} : { body: jpeg }),
    signal: AbortSignal.timeout(patience),
    cache: 'no-store',
    credentials: 'omit',
  }).catch((cause: unknown) => {
    throw whyNoAnswer(cause)
  })
  if (!answer.ok) throw await readProblem(answer)
}
