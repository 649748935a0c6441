import { subscribe } from 'node:diagnostics_channel'
import type { DiagnosticsChannel } from 'undici'

const bytesBefore = new WeakMap<
  DiagnosticsChannel.Request,
  { socket: { bytesRead: number }; bytes: number }
>()
const begun = new WeakSet<Error>()

/*
 * An undici error does not tell whether part of the response head had arrived. Only the socket's byte counter shows it. The counter
 * is compared with its value when the request was sent, because a kept-alive socket has already counted earlier responses.
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

/** True if at least one byte of the response arrived before the undici request failed. */
export const hadBegun = (fault: unknown) => fault instanceof Error && begun.has(fault)

const isSending = (message: unknown): message is DiagnosticsChannel.ClientSendHeadersMessage =>
  typeof message === 'object' && message !== null && 'request' in message && 'socket' in message

const isFailure = (message: unknown): message is DiagnosticsChannel.RequestErrorMessage =>
  typeof message === 'object' && message !== null && 'request' in message && 'error' in message
