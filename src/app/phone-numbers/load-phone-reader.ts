import type { PhoneReader } from './phone.ts'

/**
 * Loads the phone library and the mobile numbering plans of every country as separate chunks, when the search box appears. With all
 * plans, not only the shop's, a tourist's number is checked and loses its trunk prefix like a local one, and the country can be
 * configured while the app runs. That costs 21 kB once (brotli; 6 kB for 18 countries, 1 kB for one, but those would have to be cut
 * again at every release of the library).
 *
 * @param country the country of the shop, ISO 3166-1 alpha-2
 */
export async function loadPhoneReader(country: string): Promise<PhoneReader> {
  const [{ createPhoneReader }, { default: metadata }, { default: examples }] = await Promise.all([
    import('./phone.ts'),
    import('libphonenumber-js/mobile/metadata'),
    import('libphonenumber-js/mobile/examples'),
  ])
  return createPhoneReader(metadata, examples, country)
}
