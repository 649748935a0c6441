let asked = new Set<string>()

/** Whether the associate at the till was already told that this customer's photo is old. */
export const wasRenewalAsked = (userId: string) => asked.has(userId)

export const noteRenewalAsked = (userId: string) => void asked.add(userId)

export function forgetRenewalsAsked() {
  asked = new Set()
}
