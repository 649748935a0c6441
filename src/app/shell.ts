import type { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { sessionQuery } from '#src/api/session.ts'
import { elapsedTime } from '#src/api/elapsed-time.ts'
import { canKeepShell, keepShell } from './keep-shell.ts'
import { rememberLanguage, remembersLanguage } from '#src/messages/language-cookie.ts'
import { speaking } from '#src/messages/words.ts'
import { startPath } from './paths.ts'
import { keptDraft } from './search-draft.ts'

const second = 1000

/** Milliseconds between two checks of whether a newer shell may take over. */
const lookEvery = 5 * second
/** Milliseconds without a key or touch after which nobody, and no scanner, is in the middle of anything. */
const quiet = 5 * second
/** Milliseconds between two checks for a newer shell. Browsers check at a navigation, but a till runs for months without one. */
const askEvery = 30 * 60 * second

/** Keeps the shell on this till, and lets a newer one take over between customers, never while one is on screen. */
export function watchShell(client: QueryClient) {
  if (!canKeepShell) return
  nameManifest()
  keepShell()
  keepItAfterSignOut(client)
  takeOverBetweenCustomers(navigator.serviceWorker)
}

/** Sets the manifest with which the app is installed. A till opened at `/?kiosk` gets the one that fills the screen. */
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

  // A new worker lists the files that it keeps. If this script is not among them, this page belongs to another build.
  workers.addEventListener('message', ({ data }) => {
    isOutdated = v.is(addresses, data) && !data.includes(new URL(import.meta.url).pathname)
  })
  workers.startMessages()
}

/**
 * True if no customer is on screen or being looked up, nothing is typed, and no dialog is open. Also true while locked, once the
 * work is no longer kept.
 */
const isBetweenCustomers = () =>
  location.pathname === startPath &&
  keptDraft() === '' &&
  document.querySelector('dialog[open]') === null &&
  [...document.querySelectorAll('input')].every(({ value, defaultValue }) => value === defaultValue)

/**
 * A sign-out clears everything that the browser stores for us. The shell and the language are not personal, so they are stored
 * again.
 */
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
