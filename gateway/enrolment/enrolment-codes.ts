import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { EnrolmentRequest } from '#contract/api/enrolment.ts'
import { digitValue } from '#contract/store/digits.ts'
import type { Caller } from '#gateway/auth/caller.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'
import { ProblemError } from '#gateway/http/problem-error.ts'

type Parts = { store: Store; keys: SessionKeys; now: () => number }

type Identifier = { kind: string; value: string }

const sent = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ session: v.string(), kind: v.string(), value: v.string(), until: v.number() }),
)

/** Seconds. The platform's own limit of tries is five in a quarter of an hour: https://docs.capillarytech.com/reference/validate-otp */
const window = 900
const mostTries = 5
const mostCodes = 3
/** Milliseconds. The platform does not document how long a code is valid. */
const openFor = 600_000

const never = () => new AbortController().signal

/** One-time codes to people who are no members yet. The platform sends and judges them. Numbers and addresses are counted as hashes. */
export function enrolmentCodes({ store, keys, now }: Parts) {
  const sealing = sealingFor('enrolment', keys)
  const codes = counterIn(store, 'enrolment codes sent')
  const tries = counterIn(store, 'enrolment code tries')
  const hashed = ({ kind, value }: Identifier) =>
    createHmac('sha256', keys[0]).update(`enrolment\n${kind}\n${value}`).digest('base64url').slice(0, 24)
  const allow = async (counter: typeof codes, most: number, identifier: Identifier) => {
    const { count, milliseconds } = await counter.add(hashed(identifier), window)
    if (count > most)
      throw new ProblemError('codes_used_up', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
  }

  return {
    /** @returns the id of the code, for this session and this identifier only */
    async send(
      { vendor, who }: Caller,
      { kind, value }: { kind: 'mobile' | 'email'; value: string },
    ): Promise<string> {
      await allow(codes, mostCodes, { kind, value })
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
      await allow(tries, mostTries, { kind, value })
      const written = given.code.normalize('NFKC').replaceAll(/\p{Nd}/gu, digitValue)
      if (!(await vendor.checkCode({ channel, value }, written, never())))
        throw new ProblemError('code_wrong')
      await tries.forget(hashed({ kind, value }))
    },
  }
}
