import { openStore, type StorePlace } from './open-store.ts'

/** A plain name that needs no quotes. */
const plainName = /^[a-z_][a-z0-9_]{0,62}$/

/**
 * Brings a store on a server up to date as its owner, and grants the gateway's role only what it needs: it owns nothing, and may
 * only add to the audit record and read it.
 *
 * @param role an existing role that may connect
 * @throws the database's error, or an error if the name of the role is invalid
 * @see https://www.postgresql.org/docs/current/ddl-priv.html
 */
export async function prepareStore(place: StorePlace & { kind: 'server' }, role: string): Promise<void> {
  if (!plainName.test(role)) throw new Error(`"${role}" is no name of a role: a-z, 0-9 and _ only.`)
  const store = await openStore(place)
  try {
    await store.transaction(async (query) => {
      const [{ schema } = {}] = await query('select quote_ident(current_schema()) as schema')
      for (const statement of [
        `grant usage on schema ${String(schema)} to ${role}`,
        `grant select, insert, update, delete on all tables in schema ${String(schema)} to ${role}`,
        `revoke update, delete, truncate on audit_events from ${role}`,
        `revoke insert, update, delete, truncate on audit_checkpoints from ${role}`,
        `revoke insert, update, delete on schema_version from ${role}`,
      ]) {
        // Each statement needs the one before.
        // oxlint-disable-next-line no-await-in-loop
        await query(statement)
      }
    })
  } finally {
    await store.close()
  }
}
