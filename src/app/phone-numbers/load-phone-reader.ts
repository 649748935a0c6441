import type { PhoneReader } from './phone.ts'

/**
 * Loads the phone library and the mobile numbering plans of every country as chunks of their own, to be started when the search
 * box appears. All plans rather than the shop's alone: a tourist's number is then checked, and its trunk prefix dropped, like a
 * local's, and the country can be configured while the app runs. That costs 21 kB once (brotli; 6 kB for 18 countries, 1 kB for
 * one, but those would have to be cut again at every release of the library).
 *
 * @param country where the shop stands, ISO 3166-1 alpha-2
 */
export async function loadPhoneReader(country: string): Promise<PhoneReader> {
  const [{ createPhoneReader }, { default: metadata }, { default: examples }] = await Promise.all([
    import('./phone.ts'),
    import('libphonenumber-js/mobile/metadata'),
    import('libphonenumber-js/mobile/examples'),
  ])
  return createPhoneReader(metadata, examples, country)
}
