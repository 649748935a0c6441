import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Purpose } from '#contract/api/verification.ts'
import { usePurposeName } from '#src/app/purpose-name.ts'
import { Icon } from '#src/ui/Icon.tsx'

type Props = { purposes: Purpose[]; chosen: string; isFixed: boolean; onChoose: (id: string) => void }

/** The purpose of the verification. The screen shows only what the purpose needs. */
export function PurposeChoice({ purposes, chosen, isFixed, onChoose }: Props) {
  const id = useId()
  const t = useTranslations('purpose')
  const nameOf = usePurposeName()
  return (
    <span className="relative inline-flex max-w-full min-w-0 items-center">
      <label htmlFor={id} className="sr-only">
        {t('label')}
      </label>
      <select
        id={id}
        value={chosen}
        disabled={isFixed}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        className="min-h-11 max-w-full min-w-0 appearance-none rounded-full bg-tone ps-3.5 pe-9 text-small font-strong text-ink text-ellipsis enabled:hover:bg-line disabled:pe-3.5 disabled:opacity-100"
      >
        {purposes.map((purpose) => (
          <option key={purpose.id} value={purpose.id}>
            {nameOf(purpose)}
          </option>
        ))}
      </select>
      {!isFixed && (
        <span className="pointer-events-none absolute end-3">
          <Icon name="down" className="size-4" />
        </span>
      )}
    </span>
  )
}
