import { PGlite } from '@electric-sql/pglite'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { openEmbedded } from '#gateway/db/embedded.ts'
import { migrate } from '#gateway/db/migrate.ts'
import { openServer } from '#gateway/db/server.ts'
import type { Store } from '#gateway/db/store.ts'

/** A store of its own for one test, empty and up to date; what is in it goes when it is closed. */
export async function openTestStore(): Promise<TestStore> {
  const store = await openEmptyStore()
  await migrate(store)
  return store
}

/** The same without any schema. On the server that these tests have been started with, if they have. */
export async function openEmptyStore(): Promise<TestStore> {
  const url = inject('databaseUrl')
  const store = await (url === undefined ? openSchemaInProcess() : openSchemaOnServer(url))
  return { ...store, [Symbol.asyncDispose]: () => store.close() }
}

type TestStore = Store & { [Symbol.asyncDispose](): Promise<void> }

let schemas = 0
const nextSchema = () => `shop_${process.pid}_${++schemas}`

async function openSchemaOnServer(url: string): Promise<Store> {
  const schema = nextSchema()
  const store = openServer(`${url}?options=-csearch_path%3D${schema}`)
  await store.query(`create schema ${schema}`)
  return {
    ...store,
    async close() {
      await store.query(`drop schema ${schema} cascade`)
      await store.close()
    },
  }
}

let ofThisFile: Promise<Store> | undefined

/** One database serves all tests of a file, a schema for each: to bring one up takes half a second. */
async function openSchemaInProcess(): Promise<Store> {
  ofThisFile ??= readTemplate().then((template) => openEmbedded(undefined, template))
  const database = await ofThisFile
  const schema = nextSchema()
  await database.query(`create schema ${schema}`)
  const transaction: Store['transaction'] = (work) =>
    database.transaction(async (query) => {
      await query(`set local search_path to ${schema}`)
      return work(query)
    })
  return {
    transaction,
    query: (sql, params) => transaction((query) => query(sql, params)),
    async close() {
      await database.query(`drop schema ${schema} cascade`)
    },
  }
}

/** An empty database as a new one is after two seconds of work, made once for each version. */
async function readTemplate(): Promise<Blob> {
  const folder = fileURLToPath(new URL('../../node_modules/.cache/countersign-store', import.meta.url))
  const file = path.join(folder, `${packageJson.dependencies['@electric-sql/pglite']}.tar`)
  const kept = await readFile(file).catch(() => undefined)
  if (kept !== undefined) return new Blob([kept])
  const fresh = await PGlite.create()
  const dump = await fresh.dumpDataDir('none')
  await fresh.close()
  await mkdir(folder, { recursive: true })
  // Under its name only once it is whole: other files' tests may be looking for it.
  await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
  await rename(`${file}.${process.pid}`, file)
  return dump
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL server of these tests is; not there where the store is embedded. */
    databaseUrl?: string
  }
}
