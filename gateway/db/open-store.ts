import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { openServer } from './server.ts'
import type { Store } from './store.ts'

/** Where the store is: embedded in this process (in memory without a folder), or on a server that several gateways share. */
export type StorePlace = { kind: 'embedded'; folder?: string } | { kind: 'server'; url: string }

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws {SchemaTooNew | FolderInUse | FolderOpenToOthers} or the database's own error
 */
export async function openStore(place: StorePlace): Promise<Store> {
  const store = place.kind === 'server' ? openServer(place.url) : await openEmbedded(place.folder)
  try {
    await migrate(store)
    return store
  } catch (fault) {
    await store.close()
    throw fault
  }
}
