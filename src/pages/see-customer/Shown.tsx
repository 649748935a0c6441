import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Masked } from '#contract/masked.ts'

type Props<Value> = {
  value: Value | Masked
  /** How a value that is not masked is written. */
  children: (value: Value) => ReactNode
}

/** A value, or what is left to read of a masked one: its bullets mean nothing when they are read aloud, and run from left to right. */
export function Shown<Value>({ value, children }: Props<Value>) {
  const t = useTranslations('field')
  if (!(value instanceof Masked)) return children(value)
  return (
    <>
      <span className="sr-only">{t('masked')} </span>
      <bdi dir="ltr">{value.text}</bdi>
    </>
  )
}
