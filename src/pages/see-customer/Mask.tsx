import { useTranslations } from 'use-intl'

/** Bullets mean nothing when they are read aloud, and run from left to right. */
export function Mask({ text }: { text: string }) {
  const t = useTranslations('field')
  return (
    <>
      <span className="sr-only">{t('masked')} </span>
      <bdi dir="ltr">{text}</bdi>
    </>
  )
}
