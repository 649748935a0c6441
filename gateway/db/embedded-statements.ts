import { messages, protocol, type PGlite } from '@electric-sql/pglite'
import type { Param, Query, Row } from './store.ts'

const { serialize } = protocol

/**
 * Runs each statement with one message. PGlite's own `query` sends five, and each takes a turn of the engine's main loop.
 * Statements with parameters come again, so they are prepared: they are parsed and planned only once.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export function statementsOf(database: PGlite): Query {
  const prepared = new Map<string, string>()
  return async (text, params = []) => {
    const known = prepared.get(text)
    const statement = known ?? (params.length === 0 ? '' : `s${prepared.size}`)
    const told = await database.execProtocol(
      Buffer.concat([
        ...(known === undefined ? [serialize.parse({ name: statement, text })] : []),
        serialize.bind({ statement, values: params.map(written) }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      ]),
      { throwOnError: false },
    )
    // A statement stays prepared even if it fails or its transaction is rolled back.
    if (statement !== '' && told.messages.some(({ name }) => name === 'parseComplete'))
      prepared.set(text, statement)
    return rowsIn(told.messages, database.parsers)
  }
}

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number]

function rowsIn(told: readonly Message[], parsers: PGlite['parsers']): Row[] {
  const rows: Row[] = []
  let fields: messages.RowDescriptionMessage['fields'] = []
  for (const message of told) {
    if (message instanceof messages.DatabaseError) throw message
    if (message instanceof messages.RowDescriptionMessage) fields = message.fields
    if (message instanceof messages.DataRowMessage) {
      const cells = message.fields
      rows.push(
        Object.fromEntries(
          fields.map(({ name, dataTypeID }, at) => [name, read(cells[at] ?? null, dataTypeID, parsers)]),
        ),
      )
    }
  }
  return rows
}

const read = (cell: string | null, type: number, parsers: PGlite['parsers']): unknown =>
  cell === null ? null : (parsers[type]?.(cell, type) ?? cell)

/** A parameter as text, in a form that PostgreSQL reads whatever its settings are. */
function written(param: Param): string | null {
  if (param === null || typeof param === 'string') return param
  if (param instanceof Date) return param.toISOString()
  if (param instanceof Uint8Array)
    return `\\x${Buffer.from(param.buffer, param.byteOffset, param.byteLength).toString('hex')}`
  return String(param)
}
