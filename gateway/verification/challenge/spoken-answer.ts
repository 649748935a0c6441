import type { ChallengeQuestion } from '#contract/api/challenge.ts'
import { digitValue } from '#contract/store/digits.ts'
import { languages } from '#contract/store/languages.ts'

/** Letters and digits only, without case or accents, and with the digits of any script as 0-9. */
export const folded = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Nd}/gu, digitValue)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

let monthNames: Map<string, string> | undefined

/** Maps `march`, `mar`, `mars`, `maret` … to `03`: associates type what they hear, in their own language. */
function monthsByName() {
  monthNames ??= new Map(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((style) => {
        const month = new Intl.DateTimeFormat(language, {
          month: style,
          timeZone: 'UTC',
          calendar: 'gregory',
        })
        return Array.from({ length: 12 }, (_, at) => {
          const name = folded(month.format(Date.UTC(2024, at, 15)))
          return [name, String(at + 1).padStart(2, '0')] as const
        })
      }),
    ),
  )
  return monthNames
}

/** What the customer said, in the form of `answersTo`: a month by name or number, an e-mail address with or without its domain. */
export function normalizeSpokenAnswer(question: ChallengeQuestion, said: string): string {
  const text = folded(said)
  if (question === 'birth_month') return monthsByName().get(text) ?? text.replace(/^(\d)$/, '0$1')
  // People often say a national number with its trunk prefix.
  if (question === 'mobile_first_four') return text.replace(/^0(?=\d{4}$)/, '')
  if (question === 'email_before_at') return folded(said.split('@', 1)[0] ?? '')
  return text
}
