import { useId, type ComponentProps } from 'react'

type Props = Omit<ComponentProps<'input'>, 'id' | 'className' | 'aria-describedby' | 'aria-invalid'> & {
  label: string
  /** Below the field: what to enter, or what is wrong. */
  note?: string
  isWrong?: boolean
  /** The id of the element elsewhere on the screen that explains why this field is wrong. */
  wrongBecause?: string | undefined
}

/** A field with its label above it and its note below. */
export function TextField({ label, note, isWrong = false, wrongBecause, ...rest }: Props) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 text-body font-strong">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={isWrong || wrongBecause !== undefined}
        aria-describedby={[note && `${id}-note`, wrongBecause].filter(Boolean).join(' ') || undefined}
        className="h-11 w-full rounded-control border border-edge bg-panel px-3 text-large text-ink aria-invalid:border-stop"
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={`pt-1.5 text-small ${isWrong ? 'text-stop' : 'text-quiet'}`}>
          {note}
        </p>
      )}
    </div>
  )
}
