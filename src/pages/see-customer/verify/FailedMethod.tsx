import type { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { mistakeId } from '#src/failure/SignInFailure.tsx'
import { Notice } from '#src/ui/Notice.tsx'

/** Why a verification method failed, and what to do instead. */
export function FailedMethod({ failure }: { failure: ApiFailure }) {
  const { what, next } = useFailureWords()(failure)
  return (
    <div role="alert" id={mistakeId(failure)} className="pb-4">
      <Notice tone="info">
        <p className="font-strong">{what}</p>
        <p>{next}</p>
      </Notice>
    </div>
  )
}
