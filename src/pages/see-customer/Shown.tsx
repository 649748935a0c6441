import type { ReactNode } from 'react'
import { Masked } from '#contract/customer/masked.ts'
import { Mask } from './Mask.tsx'
import { Revealing } from './Revealing.tsx'

type Props<Value> = {
  value: Value | Masked
  isPhone?: boolean
  /** Renders a value that is not masked. */
  children: (value: Value) => ReactNode
}

/** A value, or the readable part of a masked one with the way to reveal it. */
export function Shown<Value>({ value, isPhone = false, children }: Props<Value>) {
  if (!(value instanceof Masked)) return children(value)
  if (value.reveal === 'never') return <Mask text={value.text} />
  return <Revealing key={`${value.at} ${value.text}`} masked={value} isPhone={isPhone} />
}
