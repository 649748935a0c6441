import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Factor } from '#contract/api/verification.ts'
import { Icon } from '#src/ui/Icon.tsx'
import type { Obstacle } from './ways.ts'

type Props = {
  method: Factor
  obstacle: Obstacle | undefined
  isProven: boolean
  isCalledFor: boolean
  onOpen: () => void
  /** Called if the way is pressed although it cannot be opened. */
  onBlocked: () => void
}

/** One way to find out who somebody is. A way that cannot be opened keeps its place and the focus, and says why. */
export function Way({ method, obstacle, isProven, isCalledFor, onOpen, onBlocked }: Props) {
  const t = useTranslations('ways')
  const whyId = useId()
  if (isProven)
    return (
      <p className="flex min-h-11 items-center gap-1.5 px-2 text-body text-ok">
        <Icon name="ok" className="size-4.5" />
        {t(`done.${method}`)}
      </p>
    )
  const isOpen = obstacle === undefined
  const look = isOpen
    ? `text-accent underline decoration-1 underline-offset-4 hover:bg-tone ${isCalledFor ? 'font-strong' : ''}`
    : 'cursor-default text-quiet'
  return (
    <>
      <button
        type="button"
        aria-label={t(`name.${method}`)}
        title={isOpen ? t(`name.${method}`) : t(`why.${obstacle}`)}
        onClick={isOpen ? onOpen : onBlocked}
        className={`min-h-11 min-w-11 rounded-control px-1.5 text-body ${look}`}
        {...(!isOpen && { 'aria-disabled': true, 'aria-describedby': whyId })}
      >
        {t(`short.${method}`)}
      </button>
      {!isOpen && (
        <span id={whyId} hidden>
          {t(`why.${obstacle}`)}
        </span>
      )}
    </>
  )
}
