/** Types that TypeScript's DOM library does not have yet: https://www.w3.org/TR/trusted-types/ */
interface TrustedScriptURL {
  readonly brand: 'TrustedScriptURL'
}

interface ServiceWorkerContainer {
  register(scriptURL: string | TrustedScriptURL): Promise<ServiceWorkerRegistration>
}

interface Window {
  /** Missing in versions of Safari and Firefox that are a year old. */
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL: (url: string) => TrustedScriptURL }
  }
}
