import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong border-transparent',
  plain: 'bg-panel text-ink border-n-7 hover:bg-tone active:bg-line',
} as const

type Props = Omit<ComponentProps<'button'>, 'type' | 'className'> & {
  type?: 'button' | 'submit'
  look?: keyof typeof looks
}

/** At least 44 px high, so that a thumb can hit it. */
export const Button = ({ type = 'button', look = 'plain', ...rest }: Props) => (
  <button
    // oxlint-disable-next-line react/button-has-type -- the type is limited to the two that are safe
    type={type}
    className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-control border px-4 text-body font-strong transition-colors motion-reduce:transition-none ${looks[look]}`}
    {...rest}
  />
)
