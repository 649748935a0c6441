import { useTranslations } from 'use-intl'
import type { Purpose } from '#contract/api/verification.ts'

const usual = ['earn', 'redeem', 'return', 'change-identifier'] as const
const isUsual = (id: string): id is (typeof usual)[number] => usual.some((each) => each === id)

/** Names a purpose: in the store's own words, or in ours for the usual ones. */
export function usePurposeName() {
  const t = useTranslations('purpose')
  return ({ id, label }: Pick<Purpose, 'id' | 'label'>) => label ?? (isUsual(id) ? t(`of.${id}`) : id)
}
