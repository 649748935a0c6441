/** What a test or a demo can change in the sandbox while it runs. Each switch is documented in the sandbox's README. */
export type Switches = {
  /** ms added to the clock of both servers, their `Date` headers and the dates they sign */
  clockOffset: number
  /** seconds a photo link says it lives (`X-Amz-Expires`) */
  linkLifetime: number
  /** seconds after which the session that signed a link ends, whatever the link says */
  tokenLifetime: number
  /** seconds an OAuth token lives */
  tokenTtlSeconds: number
  /** ms before every answer of the API, and more for single customers */
  apiDelay: number
  delays: Record<number, number>
  /** ms before every answer of the photo host, and more for single customers */
  photoDelay: number
  photoDelays: Record<number, number>
  /** userId → version: the photo was replaced, it has another file, version and picture */
  versions: Record<number, number>
  /** a photo that is given to a customer is put beside the others, or in the place of the first */
  upload: (typeof UPLOADS)[number]
  /** the photos behind one that is deleted move up */
  deleteShifts: boolean
  /** where the codes about photos stand, which come with HTTP 200 */
  imageCodes: (typeof LISTS)[number]
  /** ms that adding or deleting a photo takes; until then another write for the customer is refused (521) */
  writeDelay: number
  /** what the photo host does with every request that would succeed */
  photoStatus: PhotoStatus
  /** down: every call is answered 503 with code 4001 */
  vendor: 'ok' | 'down'
  /** revoked: no till's password is right any more */
  tills: (typeof TILLS)[number]
  /** down: the list of staff fails, nothing else does */
  staff: 'ok' | 'down'
  /** the call that leads from an identifier to the whole customer: absent is an older vendor, denied a till without that right */
  customerDetails: (typeof CUSTOMER_DETAILS)[number]
  /** refused: no code is sent; used up: too many were */
  otp: (typeof OTPS)[number]
  /** allowed: the access group also lets callers read the code that a customer was sent */
  codeReading: (typeof CODE_READINGS)[number]
  /**
   * what becomes of a registration: lost, it is done and never answered; dropped, it is neither; refused, it fails within a 201; busy,
   * every other one meets another write (521); unlabelled, it succeeds with the warning 8107; unchecked, nobody looks for a double
   */
  registration: (typeof REGISTRATIONS)[number]
  /**
   * what becomes of a redemption: lost, it is done and never answered; forgotten, it is that and found by nobody who asks; dropped, it is
   * neither done nor answered; refused, it fails after the check has succeeded; busy, every other one meets another write (521)
   */
  redemption: (typeof REDEMPTIONS)[number]
  /** the code with which every redemption and its check fail; 0: none */
  redemptionCode: number
  /** asked: the organisation redeems nothing without a validation code; unsent: its codes cannot be sent */
  validationCode: (typeof VALIDATION_CODES)[number]
  /** how an account stands: unknown, where the log is empty */
  customerStatus: (typeof STATUSES)[number]
  /** down: the calls for points and tiers, for coupons, for transactions, for badges fail, nothing else does */
  loyalty: 'ok' | 'down'
  coupons: 'ok' | 'down'
  transactions: 'ok' | 'down'
  badges: 'ok' | 'down'
  /** how a look-up wants cards to be spelt */
  cardSpelling: CardSpelling
  /** origin that photo links lead to, for a proxy before the photo host; empty: the photo host's own */
  photosBy: string
  /** links are signed by a session that has already ended */
  signingBroken: boolean
}

export type PhotoStatus = (typeof PHOTO_STATUSES)[number]

const PHOTO_STATUSES = ['ok', 'expired', 'refused', 'gone', 'slow-down', 'hang'] as const
const UPLOADS = ['append', 'replace'] as const
const LISTS = ['warnings', 'errors'] as const
const VENDORS = ['ok', 'down'] as const
const TILLS = ['ok', 'revoked'] as const
const CUSTOMER_DETAILS = ['ok', 'absent', 'denied'] as const
const OTPS = ['ok', 'refused', 'used up'] as const
const CODE_READINGS = ['denied', 'allowed'] as const
const REGISTRATIONS = ['ok', 'lost', 'dropped', 'refused', 'busy', 'unlabelled', 'unchecked'] as const
const REDEMPTIONS = ['ok', 'lost', 'forgotten', 'dropped', 'refused', 'busy'] as const
const VALIDATION_CODES = ['none', 'asked', 'unsent'] as const
const STATUSES = ['ok', 'unknown', 'down'] as const
export type CardSpelling = (typeof CARD_SPELLINGS)[number]
const CARD_SPELLINGS = ['any', 'cardnumber', 'cardNumber'] as const

export const defaultSwitches = (): Switches => ({
  clockOffset: 0,
  linkLifetime: 3599,
  tokenLifetime: 12 * 3600,
  tokenTtlSeconds: 300,
  apiDelay: 0,
  delays: {},
  photoDelay: 0,
  photoDelays: {},
  versions: {},
  upload: 'append',
  deleteShifts: true,
  imageCodes: 'warnings',
  writeDelay: 0,
  photoStatus: 'ok',
  vendor: 'ok',
  tills: 'ok',
  staff: 'ok',
  customerDetails: 'ok',
  otp: 'ok',
  codeReading: 'denied',
  registration: 'ok',
  redemption: 'ok',
  redemptionCode: 0,
  validationCode: 'none',
  customerStatus: 'ok',
  loyalty: 'ok',
  coupons: 'ok',
  transactions: 'ok',
  badges: 'ok',
  cardSpelling: 'any',
  photosBy: '',
  signingBroken: false,
})

const isBoolean = (value: unknown) => typeof value === 'boolean'
const isNumber = (value: unknown) => Number.isFinite(value)
const isPerCustomer = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).every(isNumber)
const isOneOf = (words: readonly string[]) => (value: unknown) => words.some((word) => word === value)

const allowed: { [name in keyof Switches]: (value: unknown) => boolean } = {
  clockOffset: isNumber,
  linkLifetime: isNumber,
  tokenLifetime: isNumber,
  tokenTtlSeconds: isNumber,
  apiDelay: isNumber,
  delays: isPerCustomer,
  photoDelay: isNumber,
  photoDelays: isPerCustomer,
  versions: isPerCustomer,
  upload: isOneOf(UPLOADS),
  deleteShifts: isBoolean,
  imageCodes: isOneOf(LISTS),
  writeDelay: isNumber,
  photoStatus: isOneOf(PHOTO_STATUSES),
  vendor: isOneOf(VENDORS),
  tills: isOneOf(TILLS),
  staff: isOneOf(VENDORS),
  customerDetails: isOneOf(CUSTOMER_DETAILS),
  otp: isOneOf(OTPS),
  codeReading: isOneOf(CODE_READINGS),
  registration: isOneOf(REGISTRATIONS),
  redemption: isOneOf(REDEMPTIONS),
  redemptionCode: isNumber,
  validationCode: isOneOf(VALIDATION_CODES),
  customerStatus: isOneOf(STATUSES),
  loyalty: isOneOf(VENDORS),
  coupons: isOneOf(VENDORS),
  transactions: isOneOf(VENDORS),
  badges: isOneOf(VENDORS),
  cardSpelling: isOneOf(CARD_SPELLINGS),
  photosBy: (value) => value === '' || (typeof value === 'string' && URL.canParse(value)),
  signingBroken: isBoolean,
}

/** True for an object that names only switches, each with a value it can take. */
export function isChange(value: unknown): value is Partial<Switches> {
  if (typeof value !== 'object' || value === null) return false
  const rules = new Map(Object.entries(allowed))
  return Object.entries(value).every(([name, setting]) => rules.get(name)?.(setting) ?? false)
}
