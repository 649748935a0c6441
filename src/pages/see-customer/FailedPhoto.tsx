import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { useFailureWords } from '#src/failure/failure-words.ts'
import { Said } from '#src/ui/LiveAnnouncement.tsx'
import { PhotoMessage } from './PhotoMessage.tsx'

/** In the photo's place: why it can't be shown, and how to try again. */
export function FailedPhoto({ failure, onRetry }: { failure: ApiFailure; onRetry: () => void }) {
  const t = useTranslations('photo')
  const { what, next } = useFailureWords()(failure)
  return (
    <>
      <Said>
        {t('failedTitle')} {what}
      </Said>
      <PhotoMessage icon="caution" what={t('failedTitle')} why={what} next={next} onRetry={onRetry} />
    </>
  )
}
