import { useTranslations } from 'use-intl'
import { Button } from '#src/ui/Button.tsx'
import { Icon, type IconName } from '#src/ui/Icon.tsx'

type Props = { icon: IconName; what: string; why?: string; next: string; onRetry?: () => void }

/** A message in the photo's place. It never looks like a drawing of a person. */
export function PhotoMessage({ icon, what, why, next, onRetry }: Props) {
  const t = useTranslations('photo')
  return (
    <div className="flex max-w-72 flex-col items-center gap-2 p-5 text-center">
      <Icon name={icon} className="size-8 text-quiet" />
      <p className="text-large font-strong">{what}</p>
      {why !== undefined && <p className="text-body">{why}</p>}
      <p className="text-body text-quiet">{next}</p>
      {onRetry && (
        <div className="pt-2">
          <Button onClick={onRetry}>
            <Icon name="again" className="size-4" />
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}
