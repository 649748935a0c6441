/*
 * Replaces the shell's worker if it is switched off (`SERVICE_WORKER=off`). Tills that have a worker remove it, and everything it
 * kept, at the next check for a newer one.
 */

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', () => void self.skipWaiting())

self.addEventListener('activate', (event) => event.waitUntil(remove()))

async function remove() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
  await self.registration.unregister()
}
