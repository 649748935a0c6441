import type { StoreRules } from '#contract/store/store-rules.ts'

/** The keyboard that a tablet shows for the search box: digits and a plus where the store finds nobody by anything with letters. */
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
