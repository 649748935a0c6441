import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { enrolKind, type EnrolKind } from '#contract/api/enrolment.ts'
import { mostReadings } from '#contract/api/find.ts'
import { purposesQuery } from '#src/api/verification.ts'
import { useIsScreenPrivate } from '#src/app/privacy-screen.ts'
import { Button } from '#src/ui/Button.tsx'
import { lazyPart } from '#src/ui/LazyPart.tsx'
import type { Readings } from '#src/pages/look-up/arrival.ts'
import type { Candidate } from '#src/pages/look-up/understanding/candidate.ts'

const EnrolDialog = lazyPart(() => import('./EnrolDialog.tsx').then((module) => module.EnrolDialog), 'dialog')

export type Identifier = Extract<Candidate, { kind: EnrolKind }>

const isIdentifier = (reading: Candidate): reading is Identifier =>
  enrolKind.options.some((kind) => kind === reading.kind)

type Props = { readings: Readings; onFind: (readings: Readings) => void }

/** A button for each kind of identifier that was looked up and led to nobody, if the policy lets this associate enrol. */
export function EnrolButtons({ readings, onFind }: Props) {
  const t = useTranslations('find')
  const { data } = useQuery(purposesQuery())
  const isScreenPrivate = useIsScreenPrivate()
  const [chosen, setChosen] = useState<Identifier>()
  const tried = readings.slice(0, mostReadings)
  const rules = data?.enrol
  if (rules?.isAllowed !== true) return null
  const kinds = new Map(
    tried
      .filter(isIdentifier)
      .toReversed()
      .map((each) => [each.kind, each]),
  )
  return (
    <>
      {[...kinds.values()].toReversed().map((identifier) => (
        <Button key={identifier.kind} onClick={() => setChosen(identifier)}>
          {t('enrolWith', { kind: identifier.kind })}
        </Button>
      ))}
      {chosen && !isScreenPrivate && (
        <EnrolDialog
          identifier={chosen}
          others={tried.filter((each) => each !== chosen)}
          rules={rules}
          onFind={onFind}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  )
}
