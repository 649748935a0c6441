import { useTranslations } from 'use-intl'
import type { Person } from '#contract/api/people.ts'
import { identifierKind } from '#contract/customer/identifier.ts'
import { useKindWords } from './find-words.ts'

type Props = Person & {
  /** The text that was searched for; it is marked in the name. */
  sought?: string
}

/** What distinguishes people in a list: the name, the masked identifiers that their owner would recognise, the user id. */
export function PersonFacts({ userId, name, identifiers, matched, sought }: Props) {
  const t = useTranslations('find')
  const { asLabel } = useKindWords()
  const kind = identifierKind.options.find((each) => each === matched && each !== 'name')
  return (
    <>
      <span translate="no" className="line-clamp-1 font-strong max-sm:w-full">
        <bdi>{name === undefined ? t('unnamed') : <Marked text={name} sought={sought} />}</bdi>
      </span>
      <span translate="no" className="text-quiet">
        {identifiers.map(({ kind: each, masked }) => (
          <bdi key={`${each} ${masked}`} className="me-3">
            {masked}
          </bdi>
        ))}
      </span>
      <span className="ms-auto text-small text-quiet">
        {kind !== undefined && <span>{`${t('matchedIn', { what: asLabel({ kind }) })} · `}</span>}
        <span>{userId}</span>
      </span>
    </>
  )
}

function Marked({ text, sought = '' }: { text: string; sought: string | undefined }) {
  const at = ` ${text}`.toLowerCase().indexOf(` ${sought.toLowerCase()}`)
  if (sought === '' || at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark className="bg-transparent text-inherit underline decoration-2 underline-offset-4">
        {text.slice(at, at + sought.length)}
      </mark>
      {text.slice(at + sought.length)}
    </>
  )
}
