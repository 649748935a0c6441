import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Purpose } from '#contract/api/verification.ts'
import { Icon } from '#src/ui/Icon.tsx'

type Props = { purposes: Purpose[]; chosen: string; isFixed: boolean; onChoose: (id: string) => void }

/** The purpose of the verification. The screen shows only what the purpose needs. */
export function PurposeChoice({ purposes, chosen, isFixed, onChoose }: Props) {
  const id = useId()
  const t = useTranslations('purpose')
  const nameOf = ({ id: purpose, label }: Purpose) =>
    label ?? (isUsual(purpose) ? t(`of.${purpose}`) : purpose)
  return (
    <span className="relative inline-flex min-h-11 min-w-0 items-center">
      <label htmlFor={id} className="sr-only">
        {t('label')}
      </label>
      <select
        id={id}
        value={chosen}
        disabled={isFixed}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        className="min-h-9 max-w-full appearance-none rounded-full bg-tone py-1 ps-3 pe-8 text-small font-strong text-ink hover:bg-line"
      >
        {purposes.map((purpose) => (
          <option key={purpose.id} value={purpose.id}>
            {nameOf(purpose)}
          </option>
        ))}
      </select>
      {!isFixed && (
        <span className="pointer-events-none absolute end-2.5">
          <Icon name="down" className="size-4" />
        </span>
      )}
    </span>
  )
}

const usual = ['earn', 'redeem', 'return', 'change-identifier'] as const
const isUsual = (id: string): id is (typeof usual)[number] => usual.some((each) => each === id)
