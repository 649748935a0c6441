import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { RetryNotice } from '#src/failure/RetryNotice.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'

type Props = { userId: string; failure: ApiFailure | null; failures: number }

/** The empty layout of the card at its final size, while the answer is awaited. */
export function PendingLookUp({ userId, failure, failures }: Props) {
  const t = useTranslations('customer')
  const photoWords = useTranslations('photo')
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
      {failure !== null && <RetryNotice key={failures} failure={failure} failures={failures} />}
    </CardLayout>
  )
}
