import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Store } from '#gateway/db/store.ts'
import { openStore } from '#gateway/db/open-store.ts'
import { openShop } from '#test/support/shop.ts'
import { openTestStore } from '#test/support/store.ts'
import { keeperOf, lineOf, readAnchors, type Anchor } from './anchors.ts'
import { openAudit } from './audit.ts'
import { answerAudit } from './audit-cli.ts'
import { hashOf } from './audit-event.ts'
import { auditTable } from './audit-table.ts'
import { factsOf } from './checkpoint.ts'
import { forget } from './forget.ts'
import { verify } from './verify.ts'

afterEach(() => {
  vi.useRealTimers()
})

const silent = { info: () => undefined, error: () => undefined }
const day = 86_400_000

/** A gateway that records some views and is closed. @returns its anchors */
async function write(store: Store, outcomes: readonly string[], now = () => 0): Promise<Anchor[]> {
  const anchors: Anchor[] = []
  const keepAnchor = async (anchor: Anchor) => void anchors.push(anchor)
  const audit = openAudit({ store, log: silent, now, keepAnchor })
  for (const outcome of outcomes) await audit.record({ requestId: '' }, { action: 'view', outcome })
  await audit.close()
  return anchors
}

const withoutTriggers = (store: Store) => store.query('alter table audit_events disable trigger user')

test('a chain’s end is anchored when the gateway closes, and an untouched record agrees with it', async () => {
  await using store = await openTestStore()
  const anchors = await write(store, ['one', 'two', 'three'])
  expect(anchors).toMatchObject([{ seq: 4, at: '1970-01-01T00:00:00.000Z' }])
  expect((await verify(store, anchors)).breaks).toEqual([])
})

test('a tail that was cut off shows by its anchor alone', async () => {
  await using store = await openTestStore()
  const anchors = await write(store, ['one', 'two', 'three'])
  await withoutTriggers(store)
  await store.query("delete from audit_events where outcome = 'three'")
  expect((await verify(store)).breaks).toEqual([])
  expect((await verify(store, anchors)).breaks).toMatchObject([{ seq: 4, what: 'cut off' }])
})

test('a record that somebody edited, and hashed anew from there on, does not agree with its anchor', async () => {
  await using store = await openTestStore()
  const anchors = await write(store, ['one', 'two', 'three'])
  await withoutTriggers(store)
  const [chain = ''] = await auditTable(store).chains()
  let previous = ''
  for (const { hash: _old, ...entry } of await auditTable(store).part(chain, 1, 10)) {
    const edited = {
      ...entry,
      previous: previous || entry.previous,
      outcome: entry.outcome === 'two' ? 'forged' : entry.outcome,
    }
    previous = hashOf(edited)
    await store.query('update audit_events set outcome = $2, previous = $3, hash = $4 where seq = $1', [
      entry.seq,
      edited.outcome,
      edited.previous,
      previous,
    ])
  }
  expect((await verify(store)).breaks).toEqual([])
  expect((await verify(store, anchors)).breaks).toMatchObject([{ seq: 4, what: 'edited' }])
})

test('of a table that was emptied each anchored chain is missed, also after a new gateway began anew', async () => {
  await using store = await openTestStore()
  const anchors = [...(await write(store, ['one'])), ...(await write(store, ['two'], () => 1))]
  await withoutTriggers(store)
  await store.query('delete from audit_events')
  expect((await verify(store, anchors)).breaks).toMatchObject([{ what: 'cut off' }, { what: 'cut off' }])
  await write(store, ['three'])
  expect((await verify(store)).breaks).toEqual([])
  expect((await verify(store, anchors)).breaks).toHaveLength(2)
})

test('an event that says that others were let go of is believed only where the command anchored it', async () => {
  await using store = await openTestStore()
  const anchors = await write(store, ['one', 'two'])
  const [{ chain, hash } = { chain: '', hash: '' }] = anchors
  const forger = openAudit({ store, log: silent, now: () => day })
  const facts = factsOf({ before: '', entries: 2, by: 'owner', upTo: [{ chain, seq: 3, hash }] })
  await forger.record({ requestId: '' }, { action: 'forgot', outcome: 'done', facts })
  await withoutTriggers(store)
  await store.query('delete from audit_events where chain = $1', [chain])
  expect((await verify(store)).breaks).toEqual([])
  expect((await verify(store, anchors)).breaks).toMatchObject([{ seq: 2, what: 'not anchored' }])
})

test('what the command lets go of leaves a record that agrees with all anchors', async () => {
  await using store = await openTestStore()
  const anchors = await write(store, ['one', 'two'])
  const keepAnchor = async (anchor: Anchor) => void anchors.push(anchor)
  expect(await forget(store, new Date(day), () => 2 * day, keepAnchor)).toEqual({ entries: 3 })
  expect((await verify(store, anchors)).breaks).toEqual([])
})

test('a chain that grows is anchored every minute, and one that does not is left alone', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await using store = await openTestStore()
  const seqs: number[] = []
  const keepAnchor = async ({ seq }: Anchor) => void seqs.push(seq)
  const audit = openAudit({ store, log: silent, now: () => 0, keepAnchor })
  const record = () => audit.record({ requestId: '' }, { action: 'view', outcome: 'done' })
  await record()
  vi.advanceTimersByTime(180_000)
  await record()
  vi.advanceTimersByTime(60_000)
  expect(seqs).toEqual([2, 3])
  await audit.close()
})

test('the log of a gateway is a file of anchors, whatever its collector wrote in front of each line', async () => {
  await using shop = await openShop()
  await shop.customer(565039505)
  await shop.gateway.close()
  const anchors = readAnchors(
    [...shop.logLines.map((each) => `2026-11-24 pod-1 ${each}`), '{"auditAnchor":1}', 'x'].join('\n'),
  )
  expect(anchors).toMatchObject([{ seq: 3 }])
  expect((await verify(shop.store, anchors)).breaks).toEqual([])
})

test('anchors go to a file that only its owner reads, or to an address; one that takes none is told', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-anchors-'))
  const anchor = { chain: 'c', seq: 1, hash: 'f'.repeat(64), at: '1970-01-01T00:00:00.000Z' }
  const got: string[] = []
  const server = http.createServer((asked, answer) => {
    asked.on('data', (piece) => got.push(String(piece)))
    asked.on('end', () => answer.writeHead(asked.url === '/full' ? 507 : 204).end())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  try {
    const file = path.join(folder, 'anchors')
    await keeperOf(file)?.(anchor)
    await keeperOf(file)?.(anchor)
    expect(readAnchors(await readFile(file, 'utf8'))).toEqual([anchor, anchor])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await keeperOf(`${origin}/anchors`)?.(anchor)
    expect(got).toEqual([lineOf(anchor)])
    await expect(keeperOf(`${origin}/full`)?.(anchor)).rejects.toThrow('507')
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }
})

test('an officer verifies with the anchors of a file; without a record or without an anchor there is no success', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-audit-'))
  const [dataDir, file] = [path.join(folder, 'data'), path.join(folder, 'anchors')]
  const ask = async (...args: string[]) => {
    const lines: string[] = []
    const code = await answerAudit(args, { DATA_DIR: dataDir }, (line) => void lines.push(line))
    return [code, ...lines]
  }
  try {
    expect(await ask('verify', '--anchors', file)).toEqual([2, expect.stringContaining('--anchors')])
    expect(await ask('verify')).toEqual([
      1,
      '0 entries in 0 chains, 0 breaks.',
      expect.stringContaining('empty'),
    ])
    const store = await openStore({ kind: 'embedded', folder: dataDir })
    const anchors = await write(store, ['one', 'two'])
    await writeFile(file, anchors.map(lineOf).join('\n'))
    await store.close()
    expect(await ask('verify', '--anchors', file)).toEqual([0, '3 entries in 1 chains, 0 breaks.'])
    await writeFile(file, anchors.map((each) => lineOf({ ...each, seq: 9 })).join('\n'))
    expect(await ask('verify', '--anchors', file)).toEqual([
      1,
      expect.stringMatching(/entry 9: cut off/),
      '3 entries in 1 chains, 1 breaks.',
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})
