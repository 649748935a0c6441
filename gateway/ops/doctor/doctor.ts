import { parseArgs } from 'node:util'
import { isCustomerId } from '#contract/customer/customer-id.ts'
import { vendorCalls } from '#gateway/capillary/calls.ts'
import { connectTo } from '#gateway/capillary/connection.ts'
import { authenticate, basic } from '#gateway/capillary/credentials.ts'
import { checkTill } from '#gateway/capillary/till-calls.ts'
import { ConfigMistakes, readConfig, type Config } from '#gateway/config/config.ts'
import type { Environment } from '#gateway/config/secret-files.ts'
import type { Credentials } from '#gateway/config/vendor.ts'
import { bundleOf } from './bundle.ts'
import { findingOf } from './call-findings.ts'
import { sentenceOf } from './call-sentences.ts'
import { callForCustomer, callForNobody } from './customer-calls.ts'
import { good, look, note, type Finding } from './findings.ts'
import type { Examined } from './guess-verdicts.ts'
import { judgeGuesses, type Guess } from './guesses.ts'
import { examinePhoto, type PhotoFinding } from './photo-findings.ts'
import { recordCalls, type Call } from './recorded-calls.ts'
import { examineProxies, examineStore, examineTime } from './surroundings.ts'

const usage = `Usage, with the environment of the gateway:
  npm run doctor -- --customer <user id> [--bundle <file>] [--till <code>]
It reads only. Name a customer of your own for tests, with a photo, a mobile number and a card if possible.
  --bundle <file>   writes what can be sent to us: shapes and codes, no value of a customer, no credential, no link
  --till <code>     with SIGN_IN=till: the till to sign in with; its password is the first line of the standard input
Exits with 0, with 1 where something should be looked at, and with 2 where it could not begin.`

type World = {
  out: (line: string) => void
  readPassword: () => Promise<string>
  writeBundle: (file: string, content: string) => Promise<void>
}

/**
 * Examines the environment, the store, the platform and the photo host, and says what it found, one sentence a line.
 *
 * @returns the process's exit code
 */
export async function runDoctor(args: string[], env: Environment, world: World): Promise<number> {
  const { out } = world
  const asked = readArguments(args)
  if (asked === undefined) {
    out(usage)
    return 2
  }
  const config = configOf(env)
  if (Array.isArray(config)) {
    for (const mistake of config) out(`!  ${mistake}`)
    return 2
  }
  const credentials = await credentialsOf(config, asked.till, world)
  if (config.vendor.kind === 'sandbox' || credentials === undefined) {
    out(
      config.vendor.kind === 'sandbox'
        ? '!  CAPILLARY_URL is not set, so there is no platform to examine.'
        : '!  With SIGN_IN=till, name a till with --till and give its password on the standard input.',
    )
    return 2
  }
  const platform = await examinePlatform(config.vendor.url, credentials, asked.customer, config)
  const findings = [
    good('The environment has no mistake.'),
    await examineStore(config.keeping.store),
    examineTime(platform.calls, Date.now),
    ...examineProxies(config, env),
    ...platform.findings,
    note('Sending and checking of codes, photos and registrations were not tried: they would write.'),
  ]
  for (const { mark, sentence } of findings) out(`${marks[mark]}  ${sentence}`)
  for (const { guess, verdict } of platform.guesses)
    out(`${isWrong({ verdict }) ? '!' : '-'}  A guess: ${guess} – ${verdict}.`)
  if (asked.bundle !== undefined) {
    await world.writeBundle(asked.bundle, bundleOf(platform))
    out(`-  ${asked.bundle} can be sent to us: it has shapes and codes only.`)
  }
  const isWell = findings.every(({ mark }) => mark !== 'look') && !platform.guesses.some(isWrong)
  return isWell ? 0 : 1
}

const isWrong = ({ verdict }: Pick<Guess, 'verdict'>) => verdict !== 'holds' && verdict !== 'not seen'

const marks = { good: '✓', look: '!', note: '-' } satisfies Record<Finding['mark'], string>

function readArguments(args: string[]) {
  try {
    const options = {
      customer: { type: 'string' },
      bundle: { type: 'string' },
      till: { type: 'string' },
    } as const
    const { customer = '', bundle, till } = parseArgs({ args, options }).values
    return isCustomerId(customer) ? { customer, bundle, till } : undefined
  } catch {
    return undefined
  }
}

/** Nobody knows `PHOTO_ORIGINS` before the first link, so here it may be missing: the report then says what to set. */
function configOf(env: Environment): Config | string[] {
  const isUnknown = Boolean(env.CAPILLARY_URL?.trim()) && !env.PHOTO_ORIGINS?.trim()
  try {
    return readConfig(isUnknown ? { ...env, PHOTO_ORIGINS: 'https://unknown.invalid/' } : env)
  } catch (fault) {
    if (fault instanceof ConfigMistakes) return fault.mistakes
    throw fault
  }
}

async function credentialsOf({ vendor }: Config, till: string | undefined, { readPassword }: World) {
  if (vendor.kind === 'sandbox') return undefined
  if (vendor.access.signIn !== 'till') return vendor.access.credentials
  return till === undefined
    ? undefined
    : ({ kind: 'till', code: till, password: await readPassword() } satisfies Credentials)
}

/** What the platform and the photo host showed. */
export type Platform = {
  calls: readonly Call[]
  examined: readonly Examined[]
  findings: Finding[]
  photos: PhotoFinding[]
  guesses: Guess[]
}

async function examinePlatform(
  url: string,
  credentials: Credentials,
  userId: string,
  config: Config,
): Promise<Platform> {
  const calls: Call[] = []
  const open = connectTo(url)
  const connection = recordCalls(open, calls)
  try {
    const authentication = authenticate(credentials, connection)
    const asked = { connection, authentication, vendor: vendorCalls(connection, authentication) }
    if (credentials.kind === 'till') await checkTill(connection, basic(credentials)).catch(() => undefined)
    const { answer, searches } = await callForCustomer(asked, userId)
    const examined = examine(calls)
    await callForNobody(asked)
    const unknown = examine(calls).at(-1)

    const photos: PhotoFinding[] = []
    const told: Finding[] = []
    const vendorNow = Date.parse(answer?.vendorDate ?? '') || Date.now()
    for (const photo of answer?.customer.photos ?? []) {
      if (photo.state !== 'on-file') {
        told.push(look(`A photo is listed that cannot be shown: ${photo.state}.`))
        continue
      }
      const result = await examinePhoto(photo, config, vendorNow)
      photos.push(result.finding)
      told.push(...result.told)
    }
    if (answer?.customer.photos.length === 0)
      told.push(note('The customer has no photo, so neither link nor photo host was examined.'))
    const findings = [...examined.map(({ finding }) => sentenceOf(finding)), ...told]
    return { calls, examined, findings, photos, guesses: judgeGuesses({ examined, unknown, searches }) }
  } finally {
    await open.close()
  }
}

function examine(calls: readonly Call[]): Examined[] {
  return calls.flatMap((call) => {
    const finding = findingOf(call)
    return finding === undefined ? [] : [{ call, finding }]
  })
}
