import { subscribe } from 'node:diagnostics_channel'
import type { DiagnosticsChannel } from 'undici'

const bytesBefore = new WeakMap<
  DiagnosticsChannel.Request,
  { socket: { bytesRead: number }; bytes: number }
>()
const begun = new WeakSet<Error>()

/*
 * An error of undici does not tell whether a part of the answer's head had come: only the socket's counter does, compared with
 * what it was when the request went out, because a kept-alive socket has counted earlier answers too.
 * https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
subscribe('undici:client:sendHeaders', (message) => {
  if (isSending(message))
    bytesBefore.set(message.request, { socket: message.socket, bytes: message.socket.bytesRead })
})

subscribe('undici:request:error', (message) => {
  if (!isFailure(message)) return
  const sent = bytesBefore.get(message.request)
  if (sent !== undefined && sent.socket.bytesRead > sent.bytes) begun.add(message.error)
})

/** True when a first byte of an answer had come before a request of undici failed. */
export const hadBegun = (fault: unknown) => fault instanceof Error && begun.has(fault)

const isSending = (message: unknown): message is DiagnosticsChannel.ClientSendHeadersMessage =>
  typeof message === 'object' && message !== null && 'request' in message && 'socket' in message

const isFailure = (message: unknown): message is DiagnosticsChannel.RequestErrorMessage =>
  typeof message === 'object' && message !== null && 'request' in message && 'error' in message
