import { expect, test } from 'vitest'
import { findingOf } from './call-findings.ts'
import type { Evidence, Examined } from './guess-verdicts.ts'
import { judgeGuesses } from './guesses.ts'

/** An answer of a platform that is not as we guessed. */
function examined(path: string, status: number, body: unknown): Examined {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = { status, text, requestId: undefined, retryAfter: undefined, date: undefined }
  const call = { method: 'GET', path, milliseconds: 1, answer } as const
  const finding = findingOf(call)
  if (finding === undefined) throw new Error(`${path} is no call of the product`)
  return { call, finding }
}

const photo = '/v2/customers/7/setImage?source=INSTORE&embed=CUSTOMERIMAGE'
const points = '/v2/customers/7?source=INSTORE&embed=mlp,expirySchedules&gapToUpgrade=0'
const log = (status: string, label?: string) =>
  examined('/v2/customers/7/statusLog', 200, { data: [{ status, label }] })
const login = { response: { status: { success: 'true' }, store: { user: { username: 'till.7' } } } }
const staff = { response: { store: { staff: { user: [{ id: '1', firstname: 'A', store_code: '9' }] } } } }

test.each<[guess: RegExp, evidence: Partial<Evidence>, verdict: string]>([
  [
    /^the platform says "no photo"/,
    { examined: [examined(photo, 200, { id: 7, customerImage: 'none' })] },
    'does not hold: `customerImage` is not a list',
  ],
  [
    /^an unknown id is/,
    { unknown: examined(photo, 404, { errors: [{ code: 8015 }] }) },
    'does not hold: HTTP 404 with error 8015',
  ],
  [
    /^other failures about a customer/,
    { examined: [examined(photo, 422, { errors: [{ code: 8016 }] })] },
    'does not hold: HTTP 422 with error 8016',
  ],
  [
    /^a call with refused credentials/,
    { examined: [examined(photo, 401, { errors: [{ code: 401 }] })] },
    'does not hold: HTTP 401 with error 401, not in this XML',
  ],
  [
    /^a wrong key pair/,
    { examined: [examined('/v3/oauth/token/generate', 200, { errors: [{ code: 320_001 }] })] },
    'does not hold: HTTP 200 with error 320001',
  ],
  [
    /^the message about a deleted person/,
    {
      examined: [
        examined(photo, 200, {
          errors: [{ code: 8026, message: 'Customer is deleted after PII delete request' }],
        }),
      ],
    },
    'does not hold: it stands in `errors`',
  ],
  [/^the fixed words of a status/, { examined: [log('BLOCKED')] }, 'does not hold: there is BLOCKED'],
  [
    /^the fixed words of a status/,
    { examined: [log('Aditi Khan')] },
    'does not hold: there is a word that is not in capitals',
  ],
  [
    /^beside an organisation's own label/,
    { examined: [log('SUSPENDED', 'Do not serve')] },
    'does not hold: another word or none stands there',
  ],
  [
    /^the call by id embeds points/,
    { examined: [examined(points, 200, { id: 7 })] },
    'does not hold: the answer has no `loyaltyProgramDetails`',
  ],
  [
    /^a customer in no programme/,
    { examined: [examined(points, 200, { id: 7, loyaltyProgramDetails: [] })] },
    'does not hold: the list of programmes is empty, and no code says why',
  ],
  [
    /^the list of staff/,
    { examined: [examined('/v1.1/store/login', 200, login), examined('/v1.1/store/staff', 200, staff)] },
    'does not hold: nobody on the list has the code of the till as `store_code`',
  ],
  [
    /^a search ignores accents/,
    { searches: { withoutAccents: false } },
    'does not hold: without the accent the customer is not found',
  ],
  [
    /^a search looks for nothing shorter/,
    { searches: { ofTwoLetters: 3 } },
    'does not hold: two characters find people',
  ],
])('%s can fail, and is told how', (guess, evidence, verdict) => {
  const judged = judgeGuesses({ examined: [], unknown: undefined, searches: {}, ...evidence })
  expect(judged.find((each) => guess.test(each.guess))?.verdict).toBe(verdict)
  const others = judged.filter((each) => !guess.test(each.guess) && each.verdict !== 'not seen')
  expect(others.filter((each) => each.verdict !== 'holds')).toEqual([])
})
