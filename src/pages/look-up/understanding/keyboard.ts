import type { StoreRules } from '#contract/store/store-rules.ts'

/** The on-screen keyboard for the search box: digits and a plus if the store uses no identifier with letters. */
export const keyboardFor = ({
  kinds,
  cardNumber,
}: Pick<StoreRules, 'kinds' | 'cardNumber'>): 'tel' | 'text' =>
  kinds.every(
    (kind) =>
      kind === 'mobile' ||
      kind === 'customerId' ||
      (kind === 'cardNumber' && /^(\\d|\d|[{}?*+,])+$/.test(cardNumber?.pattern ?? '')),
  )
    ? 'tel'
    : 'text'
