import { useTranslations } from 'use-intl'

/** A mask. Screen readers announce it as masked, because bullets mean nothing when read aloud; the text runs from left to right. */
export function Mask({ text }: { text: string }) {
  const t = useTranslations('field')
  return (
    <>
      <span className="sr-only">{t('masked')} </span>
      <bdi dir="ltr">{text}</bdi>
    </>
  )
}
