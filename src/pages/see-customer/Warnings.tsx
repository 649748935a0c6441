import { useTranslations } from 'use-intl'
import type { Warning } from '#contract/customer/customer.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** Side actions of the vendor that can fail: https://docs.capillarytech.com/reference/api-status-codes */
const known = new Map([
  [91001, 'points'],
  [91002, 'subscriptions'],
  [91004, 'segments'],
] as const)

/** A side action of the vendor failed although the main one succeeded. Shown above the face in full width. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  const t = useTranslations('warning')
  const inWords = ({ code, message }: Warning) => {
    const key = [...known].find(([number]) => number === code)?.[1]
    if (key !== undefined) return t(key)
    return message === undefined ? t('code', { code: code ?? 0 }) : t('text', { message })
  }
  return (
    <div className="pt-4">
      <Notice tone="caution">
        <ul>
          {warnings.map((warning) => (
            <li key={`${warning.code} ${warning.message}`}>{inWords(warning)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
