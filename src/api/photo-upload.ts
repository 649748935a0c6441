import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { viewAsHeader, viewHeader } from '#contract/api/headers.ts'
import { photoFactsHeader, photoSaved, type PhotoFacts, type PhotoSaved } from '#contract/api/photo-upload.ts'
import { photoCall } from './addresses.ts'
import { customerQuery, viewHeaders } from './customers.ts'
import { ApiFailure } from './failure.ts'
import { viewsAsAssociate } from './notices.ts'
import { ask, readProblem, whyNoAnswer } from './request.ts'
import { follow } from './session.ts'
import { viewOf } from './verification.ts'

/** Milliseconds. The gateway answers a whole upload earlier than that, and a slow line takes its time. */
const patience = 40_000

/** Failures after which the photos on the screen are no longer the customer's. */
const changed = new Set<ApiFailure['code']>(['photos_full', 'photo_only_removed', 'photo_changed'])

type Upload = { jpeg: Blob; facts: PhotoFacts; onProgress: (share: number) => void; signal: AbortSignal }

/**
 * Saves a photo, and asks for the customer again, so that the screen shows what the platform has.
 *
 * @throws {ApiFailure} `photo_unsure` if the whole photo was sent and no answer came; or, if `signal` aborts, its reason
 */
export async function savePhoto(client: QueryClient, userId: string, upload: Upload): Promise<PhotoSaved> {
  const answer = await send(userId, viewOf(client, userId), upload).catch(async (fault: unknown) => {
    follow(client, fault)
    if (fault instanceof ApiFailure && changed.has(fault.code)) await askAgain(client, userId)
    throw fault
  })
  const reading = v.safeParse(photoSaved, await answer.json().catch(() => undefined))
  await askAgain(client, userId)
  if (!reading.success) throw new ApiFailure('unreadable_answer')
  return reading.output
}

/** Removes a photo, and asks for the customer again. */
export async function removePhoto(client: QueryClient, userId: string, identity: string): Promise<void> {
  const { signal } = new AbortController()
  const path = `${photoCall(userId)}/${encodeURIComponent(identity)}`
  await ask(path, signal, { method: 'DELETE', headers: viewHeaders(client, userId), patience }).catch(
    (fault: unknown) => {
      follow(client, fault)
      throw fault
    },
  )
  await askAgain(client, userId)
}

const askAgain = (client: QueryClient, userId: string) =>
  client.invalidateQueries({ queryKey: customerQuery(userId).queryKey, exact: true })

/** Only this older interface of browsers tells how much has been sent. */
function send(userId: string, view: string, { jpeg, facts, onProgress, signal }: Upload): Promise<Response> {
  signal.throwIfAborted()
  const request = new XMLHttpRequest()
  let isSent = false
  return new Promise((resolve, reject) => {
    const fail = (fault: ApiFailure) => reject(isSent ? new ApiFailure('photo_unsure') : fault)
    request.open('POST', photoCall(userId))
    request.timeout = patience
    request.setRequestHeader('content-type', 'image/jpeg')
    request.setRequestHeader(viewHeader, view)
    request.setRequestHeader(photoFactsHeader, encodeURIComponent(JSON.stringify(facts)))
    if (viewsAsAssociate()) request.setRequestHeader(viewAsHeader, 'associate')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total))
    request.upload.addEventListener('load', () => (isSent = true))
    request.addEventListener('error', () => fail(whyNoAnswer(undefined)))
    request.addEventListener('timeout', () => fail(new ApiFailure('no_answer')))
    request.addEventListener('abort', () => reject(signal.reason))
    request.addEventListener('load', () => {
      const answer = new Response(request.responseText, { status: request.status })
      if (answer.ok) resolve(answer)
      else void readProblem(answer).then(reject)
    })
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(jpeg)
  })
}
