import { useTranslations } from 'use-intl'
import { retryDelay, type ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure-words.ts'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { CardLayout } from './CardLayout.tsx'
import { Countdown } from './Countdown.tsx'
import { PhotoFrame } from './PhotoFrame.tsx'

type Props = { userId: string; failure: ApiFailure | null; failures: number }

/** The card's layout at its final size, empty, while the answer is awaited. */
export function PendingLookUp({ userId, failure, failures }: Props) {
  const t = useTranslations('customer')
  const photoWords = useTranslations('photo')
  const toWords = useFailureWords()
  return (
    <CardLayout
      photo={
        <figure aria-label={photoWords('label')} data-photo-state="loading">
          <PhotoFrame />
        </figure>
      }
    >
      <h1 className="text-title font-strong text-quiet">{t('title', { id: userId })}</h1>
      <div className="pt-3">
        <ProgressLine />
      </div>
      {failure !== null && (
        <div className="pt-4">
          <p className="text-large">{toWords(failure).what}</p>
          <Countdown key={failures} seconds={retryDelay(failures - 1, failure) / 1000} />
        </div>
      )}
    </CardLayout>
  )
}
