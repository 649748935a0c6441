export type Part = 'camera' | 'consent' | 'office' | 'redeem' | 'self-test'

const catalogues = import.meta.glob<{ default: object }>('./{camera,consent,office,redeem,self-test}/*.json')

/**
 * Fetches the messages of a part.
 *
 * @throws {TypeError} if they cannot be fetched
 */
export async function partWordsOf(part: Part, language: string): Promise<object> {
  const catalogue = await catalogues[`./${part}/${language}.json`]?.()
  return catalogue?.default ?? {}
}
