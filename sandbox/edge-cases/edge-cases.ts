import type { Answer } from '#sandbox/answer.ts'
import type { CustomerAnswer } from '#sandbox/customers/customer-answer.ts'
import type { Customer } from '#sandbox/customers/customer.ts'
import type { ImageItem } from '#sandbox/customers/image-items.ts'
import { portrait } from '#sandbox/customers/pictures.ts'
import type { SandboxState } from '#sandbox/state.ts'

/** A customer who stands for a condition the product must meet: what is special, and nothing else. */
export type Special = {
  customer: Customer
  /** a short English sentence: what this customer shows */
  what: string
  /** changes the ordinary body */
  alter?: Alter
  /** replaces the ordinary answer */
  answer?: (asked: Asked) => Answer | Promise<Answer>
  /** replaces the answer to adding or deleting a photo; `ordinary` does it */
  write?: (asked: Omit<Asked, 'query'> & { kind: 'add' | 'delete' }) => Answer | Promise<Answer>
  /** replaces the answer to a search that comes upon this customer */
  inSearch?: () => Answer
}

export type Alter = (answer: CustomerAnswer) => unknown
type Asked = { ordinary: () => Promise<Answer>; world: SandboxState; userId: number; query: URLSearchParams }

type Extra = Partial<Omit<Customer, 'userId'>> & Pick<Special, 'alter' | 'answer' | 'write' | 'inSearch'>

/** An otherwise ordinary customer of that id and name. The number is of the British range kept for drama (Ofcom). */
export function special(userId: number, name: string, what: string, extra: Extra = {}): Special {
  const { alter, answer, write, inSearch, ...customer } = extra
  const [first = '', ...last] = name.split(' ')
  return {
    customer: {
      userId,
      name: [first, last.join(' ')],
      mobile: `447700900${String(userId).slice(-3)}`,
      email: `customer.${userId}@example.org`,
      photos: [{ picture: portrait('p03') }],
      ...customer,
    },
    what,
    ...(alter && { alter }),
    ...(answer && { answer }),
    ...(write && { write }),
    ...(inSearch && { inSearch }),
  }
}

/** Changes the list of images where the caller asked for it. */
export const images =
  (change: (items: readonly ImageItem[]) => unknown): Alter =>
  (answer) =>
    answer.customerImage ? { ...answer, customerImage: change(answer.customerImage) } : answer
