import * as v from 'valibot'

/** An error raised by the database itself, with its SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objection = v.object({ severity: v.string(), code: v.string(), message: v.string() })

/** No connection, no resources, shutting down, or a system error: it may pass by itself. */
const passing = /^(08|53|57|58)/

/** Data exceptions: only their messages quote the value that was refused. */
const aboutData = /^22/

/** Whether the database refused a statement, so that nothing of it was carried out and another try would be refused too. */
export function isRefusal(fault: unknown): boolean {
  const read = v.safeParse(objection, fault)
  return read.success && !passing.test(read.output.code)
}

/** A prepared statement that is not there, or is there already. */
const statementCodes = new Set(['26000', '42P05'])

/** Whether a pooler between us and the database has mixed up prepared statements. Nothing of the statement was carried out. */
export function losesStatements(fault: unknown): boolean {
  const read = v.safeParse(objection, fault)
  return read.success && statementCodes.has(read.output.code)
}

const coded = v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z_]{3,60}$/)) })

/**
 * What the log may say of an error: SQLSTATE and message of an error of the database, in which no value is left, and otherwise the name,
 * with the code of a network error.
 */
export function toldOfFault(fault: unknown): Record<string, string> {
  const error = fault instanceof Error ? fault.name : typeof fault
  const read = v.safeParse(objection, fault)
  if (read.success) {
    const { code: sqlstate, message } = read.output
    return { error, sqlstate, message: aboutData.test(sqlstate) ? withoutValues(message) : message }
  }
  const network = v.safeParse(coded, fault)
  return network.success ? { error, cause: network.output.code } : { error }
}

const withoutValues = (message: string) => message.replaceAll(/"[^"]*"/g, '"…"').replace(/:.*$/s, '')
