import { appendFile } from 'node:fs/promises'
import { request } from 'undici'
import * as v from 'valibot'

const anchor = v.object({
  chain: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  seq: v.pipe(v.number(), v.integer()),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  at: v.string(),
})

/** The end that a chain had at a time. What is anchored outside the database cannot be changed in it unnoticed. */
export type Anchor = v.InferOutput<typeof anchor>

export type KeepAnchor = (anchor: Anchor) => Promise<void>

const line = v.pipe(v.string(), v.parseJson(), v.object({ auditAnchor: anchor }))

/** A line of the file that `AUDIT_ANCHOR` names, in the form of a line of the log. */
export const lineOf = (told: Anchor) => JSON.stringify({ auditAnchor: told })

/** The anchors in a file of anchors or in a log; other lines do not count, nor what a collector wrote in front of a line. */
export const readAnchors = (text: string): Anchor[] =>
  text.split('\n').flatMap((each) => {
    const read = v.safeParse(line, each.slice(Math.max(0, each.indexOf('{'))).trim())
    return read.success ? [read.output.auditAnchor] : []
  })

/** Milliseconds. The next anchor makes up for one that was not taken. */
const patience = 5_000

/** @param place the path of a file to which anchors are added, or an address to which each is posted; neither if empty */
export function keeperOf(place: string): KeepAnchor | undefined {
  if (place === '') return undefined
  if (!/^https?:/.test(place))
    return (told) => appendFile(place, `${lineOf(told)}\n`, { mode: 0o600, flush: true })
  return async (told) => {
    const { statusCode, body } = await request(place, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: lineOf(told),
      signal: AbortSignal.timeout(patience),
    })
    await body.dump()
    if (statusCode >= 300) throw new Error(`The answer was ${statusCode}.`)
  }
}
