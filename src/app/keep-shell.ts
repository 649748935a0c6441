import { speaking } from '#src/messages/words.ts'

const workerOf = (language: string) => `/sw.js?language=${encodeURIComponent(language)}`

/**
 * The only Trusted Types policy that the gateway allows. It turns a text into the address of the service worker:
 * `gateway/http/security-headers.ts`.
 */
const policy = window.trustedTypes?.createPolicy('shell', { createScriptURL: workerOf })

export const canKeepShell = import.meta.env.PROD && 'serviceWorker' in navigator

/**
 * Lets the browser keep the built shell in the current language, so that the next start needs no network. In a browser without
 * service workers, everything works as before.
 */
export function keepShell() {
  if (!canKeepShell) return
  const { language } = speaking()
  navigator.serviceWorker
    .register(policy?.createScriptURL(language) ?? workerOf(language))
    .catch(() => undefined)
}
