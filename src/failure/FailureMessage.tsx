import type { ReactNode } from 'react'
import type { ApiFailure } from '#src/api/failure.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { useFailureWords } from './failure-words.ts'

/** What failed, what to do next, and perhaps more, in one line. */
export function FailureMessage({ failure, more }: { failure: ApiFailure | null; more?: ReactNode }) {
  const toWords = useFailureWords()
  if (failure === null) return null
  const { what, next } = toWords(failure)
  return (
    <div role="alert" className="flex w-full items-start gap-2 text-body">
      <Icon name="caution" className="mt-0.5 size-5 text-caution" />
      <p>
        <span className="font-strong">{what}</span> {next} {more}
      </p>
    </div>
  )
}
