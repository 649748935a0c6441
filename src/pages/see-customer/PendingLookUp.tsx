import { useTranslations } from 'use-intl'
import type { ApiFailure } from '#src/api/failure.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { ProgressLine } from '#src/ui/ProgressLine.tsx'
import { CardLayout } from '#src/ui/CardLayout.tsx'
import { PhotoFrame } from '#src/ui/PhotoFrame.tsx'

const retryNotice = withLaterWords(() =>
  import('#src/failure/RetryNotice.tsx').then((module) => module.RetryNotice),
)

type Props = { userId: string; failure: ApiFailure | null; failures: number }

/** The card's layout at its final size, empty, while the answer is awaited. */
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
      {failure !== null && <Later key={failures} load={retryNotice} needs={{ failure, failures }} />}
    </CardLayout>
  )
}
