import { retryDelay, type ApiFailure } from '#src/api/failure.ts'
import { Countdown } from './Countdown.tsx'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { useFailureWords } from './failure-words.ts'

type Props = {
  failure: ApiFailure
  /** The number of failures so far, from 1; also used as the key. */
  failures: number
}

/** What went wrong, and when the next try starts. */
export function RetryNotice({ failure, failures }: Props) {
  const { what } = useFailureWords()(failure)
  return (
    <div className="pt-4">
      <p className="text-large">{what}</p>
      <LiveAnnouncement>{what}</LiveAnnouncement>
      <Countdown seconds={retryDelay(failures - 1, failure) / 1000} />
    </div>
  )
}
