import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { EnrolmentRequest } from '#contract/api/enrolment.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { countCode, inPlainDigits, mostCodes, mostTries, openFor } from '#gateway/verification/code-limits.ts'

type Parts = { store: Store; keys: SessionKeys; now: () => number }

type Identifier = { kind: string; value: string }

const sent = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ session: v.string(), kind: v.string(), value: v.string(), until: v.number() }),
)

const never = () => new AbortController().signal

/** One-time codes to people who are no members yet. The platform sends and judges them. Numbers and addresses are counted as hashes. */
export function enrolmentCodes({ store, keys, now }: Parts) {
  const sealing = sealingFor('enrolment', keys)
  const codes = counterIn(store, 'enrolment codes sent')
  const tries = counterIn(store, 'enrolment code tries')
  const hashed = ({ kind, value }: Identifier) =>
    createHmac('sha256', keys[0]).update(`enrolment\n${kind}\n${value}`).digest('base64url').slice(0, 24)

  return {
    /** @returns the id of the code, for this session and this identifier only */
    async send(
      { vendor, who }: Caller,
      { kind, value }: { kind: 'mobile' | 'email'; value: string },
    ): Promise<string> {
      await countCode(codes, hashed({ kind, value }), mostCodes)
      await vendor.sendCode({ channel: kind, value }, never())
      const open: v.InferOutput<typeof sent> = { session: who.session, kind, value, until: now() + openFor }
      return sealing.seal(JSON.stringify(open), 'code').toString('base64url')
    },

    /**
     * Checks the code if the policy asks for one.
     *
     * @throws {ProblemError} `code_needed`, `code_over`, `code_wrong` or `codes_used_up`
     */
    async check(
      { vendor, who, policy }: Caller,
      { kind, value }: Identifier,
      given: EnrolmentRequest['code'],
    ): Promise<void> {
      const channel = policy.enrol.codeFor.find((each) => each === kind)
      if (channel === undefined) return
      if (given === undefined) throw new ProblemError('code_needed')
      const read = v.safeParse(sent, sealing.open(Buffer.from(given.id, 'base64url'), 'code') ?? '')
      const isOpen =
        read.success &&
        read.output.session === who.session &&
        read.output.kind === kind &&
        read.output.value === value &&
        read.output.until >= now()
      if (!isOpen) throw new ProblemError('code_over')
      await countCode(tries, hashed({ kind, value }), mostTries)
      const written = inPlainDigits(given.code)
      if (!(await vendor.checkCode({ channel, value }, written, never())))
        throw new ProblemError('code_wrong')
      await tries.forget(hashed({ kind, value }))
    },
  }
}
