import { expect, test } from 'vitest'
import { findPostgres, startPostgres } from '#test/support/postgres-server.ts'
import { openShop } from '#test/support/shop.ts'
import { openStore } from './open-store.ts'
import { prepareStore } from './prepare.ts'

test.skipIf(findPostgres() === undefined)(
  'a gateway that does not own its store does its work, and can only add to the record and read it',
  { timeout: 60_000 },
  async () => {
    const server = await startPostgres()
    try {
      const owner = await openStore({ kind: 'server', url: server.url })
      await owner.query('create role countersign login')
      await owner.close()
      const url = server.url.replace('postgres@', 'countersign@')
      await expect(
        openStore({ kind: 'server', url }).then((store) => store.query('select * from sessions')),
      ).rejects.toThrow('permission denied')
      await prepareStore({ kind: 'server', url: server.url }, 'countersign')
      // A second time, as after each new version.
      await prepareStore({ kind: 'server', url: server.url }, 'countersign')

      const store = await openStore({ kind: 'server', url })
      {
        await using shop = await openShop({ store })
        expect((await shop.customer(565_039_505)).statusCode).toBe(200)
        expect((await shop.post('/api/session/lock')).statusCode).toBe(200)
      }
      expect((await store.query('select count(*)::integer as events from audit_events'))[0]).not.toEqual({
        events: 0,
      })
      for (const forbidden of [
        "update audit_events set outcome = 'done'",
        'delete from audit_events',
        'truncate audit_events',
        'alter table audit_events disable trigger all',
        'drop trigger audit_events_are_kept on audit_events',
        'drop table audit_events',
        'insert into audit_checkpoints select chain, seq, hash, now() from audit_events',
        'update schema_version set version = 1',
        'create table mine (id integer)',
      ])
        // oxlint-disable-next-line no-await-in-loop
        await expect(store.query(forbidden)).rejects.toThrow(/permission denied|must be owner/)
      await store.close()
    } finally {
      await server.stop()
    }
  },
)

test.each(['', 'x; drop table sessions', 'Gateway', '"q"', 'a'.repeat(64)])('%j is no role', async (role) => {
  await expect(prepareStore({ kind: 'server', url: 'postgres://127.0.0.1:1/none' }, role)).rejects.toThrow(
    'no name of a role',
  )
})
