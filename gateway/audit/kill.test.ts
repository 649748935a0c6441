import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { openStore, type StorePlace } from '#gateway/db/open-store.ts'
import { findPostgres, startPostgres } from '#test/support/postgres-server.ts'
import { seed } from '#test/support/seed.ts'
import { auditTable } from './audit-table.ts'
import { verify } from './verify.ts'

const events = Number(process.env.EVENTS ?? 600)
const patience = 30_000 + events * 60

/** Inside the project, so that it finds our libraries. */
const outDir = fileURLToPath(new URL('../../node_modules/.cache/countersign-audit-writer', import.meta.url))

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      ssr: fileURLToPath(new URL('../../test/support/audit-writer.ts', import.meta.url)),
      outDir,
      target: 'node20',
      emptyOutDir: true,
    },
  })
})

/** Pseudo-random numbers from 0 to 1 that depend on a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function drawing(from: number) {
  let state = from
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Repeatedly kills a process that writes events. @returns the names of the events that it acknowledged */
async function writeAndKill(cwd: string, args: string[], crash: (draw: number) => Promise<void>) {
  const draw = drawing(seed)
  const acknowledged: string[] = []
  for (let run = 1; run <= 4 || acknowledged.length < events; run++) {
    const writer = spawn(process.execPath, [path.join(outDir, 'audit-writer.js'), String(run), ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = once(writer, 'exit')
    let left = Math.ceil(draw() * Math.max(160, events / 40))
    for await (const name of createInterface({ input: writer.stdout })) {
      acknowledged.push(name)
      // Events reported after this point were acknowledged too.
      if (--left === 0) {
        await crash(draw())
        writer.kill('SIGKILL')
      }
    }
    await gone
  }
  return acknowledged
}

/** The faults in the store after the kills. */
async function faultsIn(place: StorePlace, acknowledged: string[]) {
  const store = await openStore(place)
  try {
    const { breaks, chains } = await verify(store)
    const kept = (await auditTable(store).find({ customerId: '565039505' })).map(({ requestId }) => requestId)
    const there = new Set(kept)
    const lost = acknowledged.filter((name) => !there.has(name))
    return { breaks, lost, twice: kept.length - there.size, hasRestarted: chains > 3 }
  } finally {
    await store.close()
  }
}

const none = { breaks: [], lost: [], twice: 0, hasRestarted: true }

test(
  'a gateway that is killed again and again loses no event it acknowledged, and its chains verify',
  { timeout: patience },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'countersign-kill-'))
    const acknowledged = await writeAndKill(folder, [], async () => undefined)
    expect(await faultsIn({ kind: 'embedded', folder }, acknowledged), `SEED=${seed}`).toEqual(none)
    await rm(folder, { recursive: true })
  },
)

test.skipIf(findPostgres() === undefined)(
  'so it is on a server, also where the server itself is killed',
  { timeout: patience },
  async () => {
    const server = await startPostgres()
    try {
      const acknowledged = await writeAndKill(tmpdir(), [server.url], async (draw) => {
        if (draw < 0.3) await server.crash()
      })
      expect(await faultsIn({ kind: 'server', url: server.url }, acknowledged), `SEED=${seed}`).toEqual(none)
    } finally {
      await server.stop()
    }
  },
)
