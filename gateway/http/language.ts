import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { languageCookie } from '#contract/store/languages.ts'

const cookie = new RegExp(String.raw`(?:^|;\s*)${languageCookie}=([\w-]{1,20})(?:;|$)`)

/**
 * The language of a page: the one chosen at the till, otherwise the browser's first preference that is available, otherwise
 * English.
 *
 * @param there the tags of the available languages
 */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>, there: readonly string[]) {
  const chosen = cookie.exec(headers.cookie ?? '')?.[1]
  if (chosen !== undefined && there.includes(chosen)) return chosen
  return new Negotiator({ headers }).languages([...there])[0] ?? 'en'
}
