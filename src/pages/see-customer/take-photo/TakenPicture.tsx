import { useTranslations } from 'use-intl'
import type { PhotoDoubt } from '#contract/api/photo-upload.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'

type Props = {
  /** A `blob:` address, as the picture will be saved: not mirrored. */
  source: string
  doubts: readonly PhotoDoubt[]
  isBusy: boolean
  onRetake: () => void
  onRotate: () => void
}

/** The picture as it will be saved, and what may be wrong with it. */
export function TakenPicture({ source, doubts, isBusy, onRetake, onRotate }: Props) {
  const t = useTranslations('takePhoto')
  return (
    <>
      <div className="relative mx-auto flex aspect-[3/4] max-h-[50dvh] w-full items-center justify-center overflow-hidden rounded-panel bg-tone">
        <img src={source} alt={t('taken')} draggable={false} className="size-full object-contain" />
      </div>
      <div role="status">
        <ul className="grid gap-1 pt-2">
          {doubts.map((doubt) => (
            <li key={doubt} className="flex items-start gap-2 text-body text-caution">
              <Icon name="caution" className="mt-0.5 size-5" />
              {t(`doubt.${doubt}`)}
            </li>
          ))}
        </ul>
      </div>
      {!isBusy && (
        <div className="flex flex-wrap items-center justify-center gap-2 pt-2">
          <Button onClick={onRetake}>{t('retake')}</Button>
          <Button onClick={onRotate}>
            <Icon name="again" className="size-4" />
            {t('rotate')}
          </Button>
        </div>
      )}
    </>
  )
}
