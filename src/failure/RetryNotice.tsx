import { retryDelay, type ApiFailure } from '#src/api/failure.ts'
import { Countdown } from './Countdown.tsx'
import { Said } from '#src/ui/LiveAnnouncement.tsx'
import { useFailureWords } from './failure-words.ts'

type Props = {
  failure: ApiFailure
  /** How many times it has failed so far, from 1; its key too. */
  failures: number
}

/** What went wrong, and when it is tried again. */
export function RetryNotice({ failure, failures }: Props) {
  const { what } = useFailureWords()(failure)
  return (
    <div className="pt-4">
      <p className="text-large">{what}</p>
      <Said>{what}</Said>
      <Countdown seconds={retryDelay(failures - 1, failure) / 1000} />
    </div>
  )
}
