import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OfficeQuestion } from '#contract/api/office.ts'
import { sessionQuery } from '#src/api/session.ts'
import { PartWords } from '#src/messages/PartWords.tsx'
import { CasesSection } from './CasesSection.tsx'
import { EventsSection } from './EventsSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { VerifySection } from './VerifySection.tsx'

/** For security officers and managers: who looked at which customer, whether the record is whole, and the open sessions. */
export const OfficePage = () => (
  <PartWords part="office">
    <Office />
  </PartWords>
)

function Office() {
  const t = useTranslations('office')
  const { data } = useQuery(sessionQuery())
  const [question, setQuestion] = useState<OfficeQuestion>({})
  const events = useRef<HTMLDivElement>(null)
  const show = (asked: OfficeQuestion) => {
    setQuestion(asked)
    events.current?.focus()
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <div>
        <h1 className="text-title font-strong">{t('title')}</h1>
        <p className="pt-1 text-large text-quiet">{t('lead')}</p>
      </div>
      {data?.who?.role === 'officer' && <VerifySection />}
      <div ref={events} tabIndex={-1} className="outline-none">
        <EventsSection question={question} onAsk={setQuestion} />
      </div>
      <CasesSection onShow={show} />
      <SessionsSection />
    </div>
  )
}
