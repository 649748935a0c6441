/** What TypeScript's DOM does not know yet: https://www.w3.org/TR/trusted-types/ */
interface TrustedScriptURL {
  readonly brand: 'TrustedScriptURL'
}

interface ServiceWorkerContainer {
  register(scriptURL: string | TrustedScriptURL): Promise<ServiceWorkerRegistration>
}

interface Window {
  /** Not in Safari and Firefox of a year ago. */
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL: (url: string) => TrustedScriptURL }
  }
}
