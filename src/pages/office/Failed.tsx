import { useFailureWords } from '#src/failure/failure-words.ts'
import { Icon } from '#src/ui/Icon.tsx'

type Failure = Parameters<ReturnType<typeof useFailureWords>>[0]

/** What failed, and what to do next. */
export function Failed({ failure }: { failure: Failure | null }) {
  const toWords = useFailureWords()
  if (failure === null) return null
  const { what, next } = toWords(failure)
  return (
    <p role="alert" className="flex w-full items-start gap-2 text-body">
      <Icon name="caution" className="mt-0.5 size-5 text-caution" />
      <span>
        <span className="font-strong">{what}</span> {next}
      </span>
    </p>
  )
}
