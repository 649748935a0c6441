import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Person } from '#contract/api/people.ts'
import { peopleQuery } from '#src/api/people.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import type { Candidate, Understanding } from './understanding/candidate.ts'
import { useKindWords } from './find-words.ts'
import { PersonFacts } from './PersonFacts.tsx'
import type { RecentCustomers } from '#src/app/recent-customers.ts'

/** The readings to look up, or the user id of the customer to open. */
export type Choice = [Candidate, ...Candidate[]] | string

type Row = { key: string; choice: Choice; content: ReactNode }
type Rows = {
  rows: Row[]
  /** Announced by screen readers. */
  news?: string | undefined
  /** Shown below the rows. */
  foot?: string | undefined
}

/** Whether a list has rows at once. People come later, and only below readings. */
export function hasRows(
  list: 'readings' | 'recent',
  understanding: Understanding | undefined,
  recent: RecentCustomers,
) {
  return list === 'recent' ? recent.list().length > 0 : readingsToOffer(understanding).length > 0
}

export function readingsToOffer(understanding: Understanding | undefined): Candidate[] {
  if (understanding === undefined) return []
  if (understanding.understood) return understanding.candidates
  const { mistake } = understanding
  if (mistake.what === 'two-values') return mistake.values
  return 'anyway' in mistake && mistake.anyway ? [mistake.anyway] : []
}

/** The readings of a text. Choosing the best one also looks up the others after it, as Enter does. */
export function useReadingRows(
  understanding: Understanding | undefined,
  writePhone: (digits: string) => string,
): Rows {
  const t = useTranslations('find')
  const { asLabel } = useKindWords()
  const [best, ...others] = readingsToOffer(understanding)
  if (best === undefined) return { rows: [] }
  const mistake = understanding?.understood === false ? understanding.mistake : undefined
  const label = (candidate: Candidate) => {
    if (mistake?.what === 'part-of-email') return t('emailAnyway')
    return candidate.because === 'could-be-dialled' ? t('allTheSame') : asLabel(candidate)
  }
  const written = ({ kind, value }: Candidate) => {
    if (kind === 'mobile') return writePhone(value)
    return mistake?.what === 'two-values' ? value : undefined
  }
  const all: Choice = [best, ...others]
  const rows = all.map((candidate, at) => ({
    key: `reading-${at}`,
    choice: candidate === best && mistake === undefined ? all : onlyThis(candidate),
    content: (
      <ReadingFacts
        label={label(candidate)}
        value={written(candidate)}
        isBest={candidate === best}
        canEnter={candidate === best && mistake === undefined}
      />
    ),
  }))
  return {
    rows,
    news: t('understood', { what: label(best), others: others.length }),
  }
}

const onlyThis = (candidate: Candidate): Choice => [candidate]

type ReadingProps = { label: string; value: string | undefined; isBest: boolean; canEnter: boolean }

function ReadingFacts({ label, value, isBest, canEnter }: ReadingProps) {
  const t = useTranslations('find')
  return (
    <>
      <span className={isBest ? 'font-strong' : ''}>{label}</span>
      {value !== undefined && (
        <bdi dir="ltr" translate="no" className="text-quiet">
          {value}
        </bdi>
      )}
      {canEnter && <kbd className="ms-auto text-small text-quiet max-sm:hidden">{t('enterKey')}</kbd>}
    </>
  )
}

/** People whose name begins with the text, if it can be a name. */
export function usePeopleRows(understanding: Understanding | undefined): Rows {
  const t = useTranslations('find')
  const toWords = useFailureWords()
  const name = readingsToOffer(understanding).find(({ kind }) => kind === 'name')?.value ?? ''
  const { data, error, isFetching } = useQuery({ ...peopleQuery(name), enabled: name !== '' })
  if (name === '') return { rows: [] }
  if (data === undefined)
    return {
      rows: [],
      foot: error && !isFetching ? t('searchFailed', { why: toWords(error).what }) : t('searching'),
    }
  const more = data.total - data.people.length
  return {
    rows: data.people.map((person) => personRow(person, name)),
    news: t('peopleFound', { count: data.total }),
    foot:
      more > 0 ? t('more', { count: more }) : data.total === 0 ? t('peopleFound', { count: 0 }) : undefined,
  }
}

export function useRecentRows(recent: RecentCustomers | undefined): Row[] {
  return (recent?.list() ?? []).map(({ userId, name }) =>
    personRow({ userId, name, identifiers: [], matched: 'name' }),
  )
}

const personRow = (person: Person, sought = ''): Row => ({
  key: person.userId,
  choice: person.userId,
  content: <PersonFacts {...person} sought={sought} />,
})
