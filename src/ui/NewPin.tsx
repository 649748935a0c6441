import { useRef, type ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { TextField } from './TextField.tsx'

type Props = Pick<
  ComponentProps<typeof TextField>,
  'label' | 'name' | 'note' | 'isWrong' | 'pattern' | 'title' | 'autoFocus' | 'required'
>

/** A PIN that is being chosen. It is asked for twice, because nobody can read what was typed. */
export function NewPin(first: Props) {
  const t = useTranslations('signIn')
  const pin = useRef<HTMLInputElement>(null)
  const again = useRef<HTMLInputElement>(null)
  const compare = () =>
    again.current?.setCustomValidity(again.current.value === pin.current?.value ? '' : t('pinDiffers'))
  const kind = { type: 'password', inputMode: 'numeric', autoComplete: 'off', maxLength: 8 } as const
  return (
    <>
      <TextField ref={pin} {...kind} {...first} onInput={compare} />
      <TextField ref={again} {...kind} label={t('pinAgain')} onInput={compare} required={first.required} />
    </>
  )
}
