import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Purpose } from '#contract/api/verification.ts'

type Props = { purposes: Purpose[]; chosen: string; onChoose: (id: string) => void }

/** The purpose of the verification. The screen shows only what the purpose needs. */
export function PurposeChoice({ purposes, chosen, onChoose }: Props) {
  const id = useId()
  const t = useTranslations('purpose')
  const nameOf = ({ id: purpose, label }: Purpose) =>
    label ?? (isUsual(purpose) ? t(`of.${purpose}`) : purpose)
  return (
    <div className="grid min-w-0 gap-0.5">
      <label htmlFor={id} className="text-small text-quiet max-sm:sr-only">
        {t('label')}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        className="min-h-11 w-full min-w-0 max-w-60 rounded-control border border-edge bg-panel px-2 text-body font-strong"
      >
        {purposes.map((purpose) => (
          <option key={purpose.id} value={purpose.id}>
            {nameOf(purpose)}
          </option>
        ))}
      </select>
    </div>
  )
}

const usual = ['earn', 'redeem', 'return', 'change-identifier'] as const
const isUsual = (id: string): id is (typeof usual)[number] => usual.some((each) => each === id)
