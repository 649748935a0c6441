import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { sessionQuery } from '#src/api/session.ts'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { canKeepShell, keepShell } from './keep-shell.ts'
import { rememberLanguage, remembersLanguage } from '#src/messages/language-cookie.ts'
import { speaking } from '#src/messages/words.ts'
import { startPath } from './paths.ts'
import { keptText } from './work-state.ts'

const second = 1000

/** Milliseconds between two looks at whether a newer shell may take over. */
const lookEvery = 5 * second
/** Milliseconds without key or touch after which nobody is in the middle of anything, nor a scanner. */
const quiet = 5 * second
/** A till runs for months without a navigation, at which browsers would ask by themselves. */
const askEvery = 30 * 60 * second

/** Keeps the shell on this till, and lets a newer one take over between customers, never under one. */
export function watchShell(client: QueryClient) {
  if (!canKeepShell) return
  nameManifest()
  keepShell()
  keepItAfterSignOut(client)
  takeOverBetweenCustomers(navigator.serviceWorker)
}

/** What the app is installed by: on a till that was opened at `/?kiosk` so that it fills the screen. */
function nameManifest() {
  const link = document.createElement('link')
  link.rel = 'manifest'
  link.href = `/${location.search === '?kiosk' ? 'kiosk' : 'manifest'}.${speaking().language}.webmanifest`
  document.head.append(link)
}

const addresses = v.array(v.string())

function takeOverBetweenCustomers(workers: ServiceWorkerContainer) {
  let latest = elapsedTime()
  let asked = latest
  let isOutdated = false
  const sign = () => {
    latest = elapsedTime()
  }
  for (const each of ['keydown', 'pointerdown']) window.addEventListener(each, sign, true)

  const look = async () => {
    const now = elapsedTime()
    const registration = await workers.getRegistration()
    if (now - asked >= askEvery) {
      asked = now
      registration?.update().catch(() => undefined)
    }
    if (now - latest < quiet || !isBetweenCustomers()) return
    if (isOutdated) location.reload()
    else registration?.waiting?.postMessage('take over')
  }
  setInterval(() => void look(), lookEvery)

  // A worker that takes over says what it keeps: where this very script is not among it, this page is of another build.
  workers.addEventListener('message', ({ data }) => {
    isOutdated = v.is(addresses, data) && !data.includes(new URL(import.meta.url).pathname)
  })
  workers.startMessages()
}

/** Nobody on screen or being looked for, nothing typed anywhere, nothing open: also at the lock, once the work is no longer kept. */
const isBetweenCustomers = () =>
  location.pathname === startPath &&
  keptText() === '' &&
  document.querySelector('dialog[open]') === null &&
  [...document.querySelectorAll('input')].every(({ value, defaultValue }) => value === defaultValue)

/** Signing out clears all that the browser keeps of us. The shell and the language are nobody's, and are kept anew. */
function keepItAfterSignOut(client: QueryClient) {
  const [name] = sessionQuery().queryKey
  let isRemembered = remembersLanguage()
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== name) return
    isRemembered ||= remembersLanguage()
    if (client.getQueryData(sessionQuery().queryKey)?.state !== 'signed-out') return
    if (isRemembered) rememberLanguage(speaking().language)
    keepShell()
  })
}
