import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { LiveAnnouncement } from '#src/ui/LiveAnnouncement.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'

/** In the photo's place: why it cannot be shown, and how to try again. */
export function FailedPhoto({ failure, onRetry }: { failure: ApiFailure; onRetry: () => void }) {
  const t = useTranslations('photo')
  const { what, next } = useFailureWords()(failure)
  return (
    <>
      <LiveAnnouncement>
        {t('failedTitle')} {what}
      </LiveAnnouncement>
      <PhotoMessage icon="caution" what={t('failedTitle')} why={what} next={next} onRetry={onRetry} />
    </>
  )
}
