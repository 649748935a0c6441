/*
 * Takes the place of the shell's worker where that is switched off (`SERVICE_WORKER=off`): tills that have one remove it, and all it
 * kept, the next time they ask whether there is a newer one.
 */

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', () => void self.skipWaiting())

self.addEventListener('activate', (event) => event.waitUntil(remove()))

async function remove() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
  await self.registration.unregister()
}
