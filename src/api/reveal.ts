import * as v from 'valibot'
import type { Masked } from '#contract/customer/masked.ts'
import { revealAnswer, type RevealAnswer, type RevealReason } from '#contract/api/reveal.ts'
import { revealCall } from './addresses.ts'
import { ApiFailure } from './failure.ts'
import { ask, readJson } from './request.ts'

/**
 * Asks for a masked value in full. Only the caller gets the value; it is never cached.
 *
 * @throws {ApiFailure} or, if `signal` aborts, its reason
 */
export async function askToReveal(
  { ownerId, at, text }: Masked,
  reason: RevealReason | undefined,
  signal: AbortSignal,
): Promise<RevealAnswer> {
  const body = { field: at, masked: text, ...(reason === undefined ? {} : { reason }) }
  const read = v.safeParse(revealAnswer, await readJson(await ask(revealCall(ownerId), signal, { body })))
  signal.throwIfAborted()
  if (!read.success) throw new ApiFailure('unreadable_answer')
  return read.output
}
