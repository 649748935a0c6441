import type { ApiFailure } from '#src/api/failure.ts'

export type Picked = {
  colleague: { id: string; name: string }
  /** Whether they have chosen a PIN for the shift. If not, they choose one with the till's password. */
  hasPin: boolean
}

/** What a colleague whose name was picked has to prove, if that is why the gateway has refused. */
export function proofFor(colleague: Picked['colleague'], { code }: ApiFailure): Picked | undefined {
  return code === 'pin_needed' || code === 'no_pin' ? { colleague, hasPin: code === 'pin_needed' } : undefined
}
