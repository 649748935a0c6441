import { speaking } from '#src/messages/words.ts'

const workerOf = (language: string) => `/sw.js?language=${encodeURIComponent(language)}`

/** The only policy by which the gateway lets a text become the address of a script, and only such: `gateway/http/security-headers.ts`. */
const policy = window.trustedTypes?.createPolicy('shell', { createScriptURL: workerOf })

export const canKeepShell = import.meta.env.PROD && 'serviceWorker' in navigator

/**
 * Lets the browser keep the built shell in the language in use, so that the next start needs no network. Where the browser can't,
 * everything works as before.
 */
export function keepShell() {
  if (!canKeepShell) return
  const { language } = speaking()
  navigator.serviceWorker
    .register(policy?.createScriptURL(language) ?? workerOf(language))
    .catch(() => undefined)
}
