import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { findPgBouncer, findPostgres, startPgBouncer, startPostgres } from '#test/support/postgres-server.ts'
import { openShop } from '#test/support/shop.ts'
import { openStore } from './open-store.ts'
import { openServer } from './server.ts'

const hasNoServer = findPostgres() === undefined

async function openPostgres(tls?: Parameters<typeof startPostgres>[0]) {
  const server = await startPostgres(tls)
  return { ...server, [Symbol.asyncDispose]: () => server.stop() }
}

test.skipIf(hasNoServer)(
  'all gateways give a prepared statement one name, whatever they ran before',
  async () => {
    await using server = await openPostgres()
    const [one, other] = [openServer(server.url), openServer(server.url)]
    await one.query('select $1::text as before', ['x'])
    const namesOf = async (store: typeof one) => {
      await store.query('select $1::integer as many', [1])
      const names = 'select name from pg_prepared_statements where statement = $1'
      return store.query(names, ['select $1::integer as many'])
    }
    const [names, same] = [await namesOf(one), await namesOf(other)]
    expect(names).toEqual([{ name: expect.stringMatching(/^countersign_[0-9a-f]{32}$/) }])
    expect(same).toEqual(names)
    await Promise.all([one.close(), other.close()])
  },
)

test.skipIf(hasNoServer)('a statement is given up by the server too', async () => {
  await using server = await openPostgres()
  const store = openServer(server.url)
  expect(await store.query('show statement_timeout')).toEqual([{ statement_timeout: '3s' }])
  await store.close()
})

test.skipIf(hasNoServer || findPgBouncer() === undefined)(
  'two gateways share a PgBouncer that gives each transaction another connection',
  async () => {
    await using server = await openPostgres()
    await using pooler = await startPgBouncer(server.url)
    const place = { kind: 'server', url: pooler.url } as const
    const stores = await Promise.all([openStore(place), openStore(place)])
    const works = Array.from({ length: 200 }, async (_, at) => {
      const store = stores[at % 2 === 0 ? 0 : 1]
      const add = 'select $1::integer + $2::integer as sum'
      const sums = await store.transaction(async (query) => {
        const [{ statement_timeout: timeout } = {}] = await query('show statement_timeout')
        return [timeout, ...(await query(add, [at, 1])), ...(await query(add, [at, 2]))]
      })
      expect(sums).toEqual(['3s', { sum: at + 1 }, { sum: at + 2 }])
      expect(await store.query(add, [at, 3])).toEqual([{ sum: at + 3 }])
      expect(await store.query('select $1::text as text', [`${at}`])).toEqual([{ text: `${at}` }])
    })
    await Promise.all(works)
    await using shop = await openShop({ store: stores[0] })
    expect((await shop.customer(565_039_505)).statusCode).toBe(200)
    expect((await shop.post('/api/session/lock')).statusCode).toBe(200)
    await stores[1].close()
  },
)

/** A root and, signed by it, the certificate of a server of one name. */
async function makeCertificates(name: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-tls-'))
  const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  await openssl('req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.crt', '-subj', '/CN=A root')
  const signed = ['-CA', 'root.crt', '-CAkey', 'root.key', '-addext', 'basicConstraints=critical,CA:FALSE']
  const server = ['-keyout', 'server.key', '-out', 'server.crt', '-subj', '/CN=A database']
  await openssl('req', '-x509', ...key, ...server, ...signed, '-addext', `subjectAltName=${name}`)
  return {
    root: path.join(folder, 'root.crt'),
    certificate: await readFile(path.join(folder, 'server.crt'), 'utf8'),
    key: await readFile(path.join(folder, 'server.key'), 'utf8'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** What the encryption of a connection is, or why there is none. */
async function encryptionAt(url: string) {
  const store = openServer(url)
  try {
    const [row] = await store.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
    return row?.ssl
  } catch (fault) {
    return fault instanceof Error && 'code' in fault ? fault.code : fault
  } finally {
    await store.close()
  }
}

test.skipIf(hasNoServer)(
  'a server that wants TLS is reached with a root file, and one with another name is not',
  async () => {
    await using certificates = await makeCertificates('IP:127.0.0.1')
    await using server = await openPostgres(certificates)
    const root = `sslrootcert=${encodeURIComponent(certificates.root)}`
    expect({
      full: await encryptionAt(`${server.url}?sslmode=verify-full&${root}`),
      required: await encryptionAt(`${server.url}?sslmode=require&${root}`),
      unverified: await encryptionAt(`${server.url}?uselibpqcompat=true&sslmode=require`),
      'without the root': await encryptionAt(`${server.url}?sslmode=verify-full`),
      'required without the root': await encryptionAt(`${server.url}?sslmode=require`),
      'with a root file that is not there': await encryptionAt(
        `${server.url}?sslmode=verify-full&sslrootcert=/nowhere.crt`,
      ),
      'under another name': await encryptionAt(
        `${server.url.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&${root}`,
      ),
      'without TLS': await encryptionAt(server.url),
    }).toEqual({
      full: true,
      required: true,
      unverified: true,
      'without the root': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'required without the root': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'with a root file that is not there': 'ENOENT',
      'under another name': 'ERR_TLS_CERT_ALTNAME_INVALID',
      'without TLS': '28000',
    })
  },
)

test.skipIf(hasNoServer)('a server without TLS is not used where TLS is asked for', async () => {
  await using server = await openPostgres()
  const store = openServer(`${server.url}?sslmode=verify-full`)
  await expect(store.query('select 1')).rejects.toThrow('The server does not support SSL connections')
  await store.close()
})
