import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { withSecretFiles } from '#gateway/config/secret-files.ts'
import { openStore, type StorePlace } from '#gateway/db/open-store.ts'
import { csvRow } from './csv.ts'
import { keeperOf, lineOf, readAnchors, type Anchor } from './anchors.ts'
import type { AuditEntry } from './audit-event.ts'
import { auditTable, type AuditQuestion } from './audit-table.ts'
import { forget } from './forget.ts'
import { verify, type Break } from './verify.ts'

const usage = `Usage, with the DATA_DIR or DATABASE_URL of the gateway:
  npm run audit -- verify                    check that nothing was edited, taken out or cut off
  npm run audit -- verify --anchors <file>   the same, also against the ends of chains that the file or log of gateways tells
  npm run audit -- who-saw <customer id>     who was shown this customer, and when
  npm run audit -- --by <associate>          what this associate did
  npm run audit -- forget --before <date>    let go of what is older, by the owner of the store; verify proves the rest.
                                             At least 30 days are kept
  options: --from 2026-11-01, --to 2026-12-01 (UTC), --csv
Exits with 0, with 1 where the record was tampered with or is empty, and with 2 where it could not be read.`

/** Days for which entries cannot be deleted: a mistyped year would be noticed too late. */
const daysKept = 30

type Out = (line: string) => void

/**
 * Runs one command of a security officer on the audit record.
 *
 * @returns the process's exit code
 */
export async function answerAudit(args: string[], env: Record<string, string | undefined>, out: Out) {
  const asked = read(args)
  const filled = withSecretFiles(env)
  if (Array.isArray(filled)) {
    for (const mistake of filled) out(mistake)
    return 2
  }
  const [url, folder] = [filled.DATABASE_URL?.trim(), filled.DATA_DIR?.trim()]
  const place: StorePlace | undefined = url
    ? { kind: 'server', url }
    : folder
      ? { kind: 'embedded', folder }
      : undefined
  if (asked === undefined || place === undefined) {
    out(usage)
    return 2
  }
  const anchors = asked.what === 'verify' && asked.anchors !== undefined ? await anchorsIn(asked.anchors) : []
  if (anchors === undefined) {
    out('The file of --anchors cannot be read or has no anchor.')
    return 2
  }
  const store = await openStore(place)
  try {
    if (asked.what === 'verify') {
      const { chains, entries, breaks, forgettings } = await verify(store, anchors)
      for (const { at, before, entries: gone, by } of forgettings)
        out(`${at}: "${by}" let go of ${gone} entries of before ${before}.`)
      for (const each of breaks) out(inWords(each))
      out(`${entries} entries in ${chains} chains, ${breaks.length} breaks.`)
      if (entries === 0)
        out('The record is empty: either no gateway has used this store, or somebody emptied it.')
      return breaks.length === 0 && entries > 0 ? 0 : 1
    }
    if (asked.what === 'forget') {
      const done = await forget(store, asked.before, Date.now, async (anchor) => {
        out(lineOf(anchor))
        await keeperOf(filled.AUDIT_ANCHOR?.trim() ?? '')?.(anchor)
      })
      if ('entries' in done) {
        out(`${done.entries} entries of before ${asked.before.toISOString()} are gone.`)
        return 0
      }
      for (const each of done.breaks) out(inWords(each))
      out('Nothing was let go of: what goes could not be checked again.')
      return 1
    }
    const entries = await auditTable(store).find(asked.question)
    for (const line of asked.csv ? csv(entries) : table(entries)) out(line)
    return 0
  } finally {
    await store.close()
  }
}

/** @returns `undefined` if the file cannot be read, or has no anchor */
async function anchorsIn(file: string): Promise<Anchor[] | undefined> {
  const anchors = readAnchors(await readFile(file, 'utf8').catch(() => ''))
  return anchors.length > 0 ? anchors : undefined
}

const inWords = ({ chain, seq, what }: Break) => `Chain ${chain}, entry ${seq}: ${what}.`

type Asked =
  | { what: 'verify'; anchors: string | undefined }
  | { what: 'forget'; before: Date }
  | { what: 'list'; question: AuditQuestion; csv: boolean }

function read(args: string[]): Asked | undefined {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      by: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      before: { type: 'string' },
      anchors: { type: 'string' },
      csv: { type: 'boolean', default: false },
    },
  })
  const [what, customerId] = positionals
  const { by: associate, from, to, before, anchors, csv: isCsv } = values
  if ([from, to, before].some((date) => date !== undefined && Number.isNaN(Date.parse(date))))
    return undefined
  if (what === 'verify') return { what, anchors }
  if (what === 'forget') {
    const time = Date.parse(before ?? '')
    const isOld = time < Date.now() - daysKept * 86_400_000
    return isOld ? { what, before: new Date(time) } : undefined
  }
  const isAsked =
    what === 'who-saw' ? customerId !== undefined : what === undefined && associate !== undefined
  return isAsked ? { what: 'list', question: { customerId, associate, from, to }, csv: isCsv } : undefined
}

const heads = [
  'time (UTC)',
  'action',
  'outcome',
  'customer',
  'associate',
  'till',
  'session',
  'request',
] as const

const cellsOf = (entry: AuditEntry) =>
  [
    entry.at,
    entry.action,
    entry.outcome,
    entry.customerId,
    entry.associate,
    entry.till,
    entry.session,
    entry.requestId,
  ].map((each) => each ?? '')

function table(entries: readonly AuditEntry[]) {
  const rows = [[...heads], ...entries.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const csv = (entries: readonly AuditEntry[]) => [[...heads], ...entries.map(cellsOf)].map(csvRow)
