import type { FastifyBaseLogger } from 'fastify'
import { unwatchFile, watchFile } from 'node:fs'
import { fieldRules, type FieldName } from './field-rules.ts'
import { readPolicyFile } from './policy-file.ts'
import type { FieldRule, Policy } from './policy.ts'

/** The policy in force, with its rules ready to be asked. */
export type PolicyInForce = Policy & { rules: (name: FieldName) => FieldRule }

export type LivePolicy = {
  /** For one request: what it says may be another thing for the next one. */
  current(): PolicyInForce
  close(): void
}

/** By looking, not by being told: files that come from elsewhere, as in a container, are exchanged in ways nobody is told of. */
const lookEvery = 1000

/**
 * Follows a policy file. One with mistakes is refused, line and reason in the log, and the last good one stays.
 *
 * @param policy that was read at the start, and holds for ever where there is no file
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
