import { useTranslations } from 'use-intl'
import type { ApiFailure, FailureCode } from '#src/api/failure.ts'

/** What happened and what to do next, in the associate's words. */
export type FailureWords = { what: string; next: string }

/**
 * The sentences for a failure. A code without a sentence does not compile, because each code is a key of the catalogue. The
 * sentences come after the first load; until then a general sentence is used.
 */
export function useFailureWords() {
  const t = useTranslations('failure')
  return (failure: ApiFailure): FailureWords => {
    const its = wordsKey(failure)
    const key = t.has(`${its}.what`) ? its : 'plain'
    return { what: t(`${key}.what`), next: t(`${key}.next`) }
  }
}

function wordsKey({ code, particulars }: ApiFailure): FailureCode | 'customer_merged_unknown' {
  return code === 'customer_merged' && particulars.survivorId === undefined ? 'customer_merged_unknown' : code
}
