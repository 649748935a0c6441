import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeSession } from '#src/api/session.ts'

export type Colleague = { id: string; name: string }

export type Picked = {
  colleague: Colleague
  /** Whether they have chosen a PIN for the shift. If not, they choose one with the till's password. */
  hasPin: boolean
}

/** Picks the associate at the till. `asked` is who has to prove first that the name is theirs. */
export function usePicking() {
  const client = useQueryClient()
  const { mutate, reset, error, variables } = useMutation({
    mutationFn: ({ id }: Colleague) => changeSession(client, '/associate', { associate: id }),
  })
  const needsProof = error?.code === 'pin_needed' || error?.code === 'no_pin'
  const asked: Picked | undefined =
    needsProof && variables ? { colleague: variables, hasPin: error.code === 'pin_needed' } : undefined
  return { pick: mutate, leave: reset, error, asked }
}
