import type { ReactNode } from 'react'
import { Masked } from '#contract/customer/masked.ts'
import { withLaterWords } from '#src/messages/words.ts'
import { Later } from '#src/ui/LazyPart.tsx'
import { Mask } from './Mask.tsx'

const revealing = withLaterWords(() => import('./Revealing.tsx').then((module) => module.Revealing))

type Props<Value> = {
  value: Value | Masked
  isPhone?: boolean
  /** How a value that is not masked is written. */
  children: (value: Value) => ReactNode
}

/** A value, or what is left to read of a masked one, with the way to see it whole. */
export function Shown<Value>({ value, isPhone = false, children }: Props<Value>) {
  if (!(value instanceof Masked)) return children(value)
  const mask = <Mask text={value.text} />
  if (value.reveal === 'never') return mask
  return (
    <Later
      key={`${value.at} ${value.text}`}
      load={revealing}
      needs={{ masked: value, isPhone }}
      meanwhile={<span className="flex min-h-9 items-center">{mask}</span>}
    />
  )
}
