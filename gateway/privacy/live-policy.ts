import type { FastifyBaseLogger } from 'fastify'
import { unwatchFile, watchFile } from 'node:fs'
import { fieldRules, type FieldName } from './field-rules.ts'
import { readPolicyFile } from './policy-file.ts'
import type { FieldRule, Policy } from './policy.ts'

/** The policy in force, with its rules compiled. */
export type PolicyInForce = Policy & { rules: (name: FieldName) => FieldRule }

export type LivePolicy = {
  /** The policy for one request. It can change before the next request. */
  current(): PolicyInForce
  close(): void
}

/** Milliseconds. The file is polled, because file events are not reliable for mounted files, as in a container. */
const lookEvery = 1000

/**
 * Follows a policy file. A file with mistakes is refused and logged with line and reason, and the last valid policy stays in force.
 *
 * @param policy the policy read at the start; without a file it never changes
 */
export function livePolicy(
  { file, policy }: { file?: string | undefined; policy: Policy },
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
): LivePolicy {
  let inForce = { ...policy, rules: fieldRules(policy) }
  if (file === undefined) return { current: () => inForce, close: () => undefined }
  const read = () => {
    const reading = readPolicyFile(file)
    if (Array.isArray(reading)) {
      log.warn({ policyMistakes: reading }, 'the policy file was refused; the last good one stays')
      return
    }
    inForce = { ...reading, rules: fieldRules(reading) }
    log.info({ fields: Object.keys(reading.fields).length }, 'the policy was read anew')
  }
  watchFile(file, { interval: lookEvery, persistent: false }, read)
  return { current: () => inForce, close: () => unwatchFile(file, read) }
}
