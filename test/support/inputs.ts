import type { InjectOptions } from 'fastify'
import type { Looked } from './verify.ts'
import { customerPath } from './shop.ts'

/** A request with a text at one place. */
export type Input = (text: string) => InjectOptions & { url: string }

/** Without a photo, which would be fetched each time. */
export const plainCustomer = 600_000_101
export const apiKey = 'a-key-of-thirty-two-characters-or-more'

const within =
  (path: string): Input =>
  (text) => ({ url: path.replace('*', encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))) })
const withBody =
  (url: string, body: (text: string) => unknown): Input =>
  (text) => ({ method: 'POST', url, payload: JSON.stringify(body(text)) })

/** As the parser hands them on: a byte is a character, and none of them ends the line. */
const withHeaders =
  (...names: string[]): Input =>
  (text) => {
    const value = Buffer.from(text.replaceAll(/[\r\n\0]/g, '')).toString('latin1')
    return {
      url: customerPath(plainCustomer),
      headers: Object.fromEntries(names.map((name) => [name, value])),
    }
  }

let networks = 0
/** From another network each time: whoever tries so often is not let in at all. */
const elsewhere = () => `10.${(networks >> 16) & 255}.${(networks >> 8) & 255}.${networks++ & 255}`

const customer = `/api/customers/${plainCustomer}`
const photo = { identity: 'p', width: 400, height: 533, seconds: 3 }
const withKey = { authorization: `Bearer ${apiKey}`, cookie: '' }

/**
 * Every place at which the gateway takes something from outside.
 *
 * @param compared a customer whose photo is compared, for a colleague's opinion
 */
export function inputsOf(
  view: string,
  compared: Omit<Looked, 'session'> = { userId: String(plainCustomer), view, photo: 'p' },
): Record<string, Input> {
  const base = {
    key: 'a-key-of-sixteen-letters',
    view,
    purpose: 'redeem',
    result: 'same',
    proofs: [],
    isScanned: false,
  }
  const decide = (change: (text: string) => object) =>
    withBody(`${customer}/decision`, (text) => ({ ...base, ...change(text) }))
  const find = (kind: string) => withBody('/api/find', (value) => ({ kind, value }))
  return {
    'an address': within('/*'),
    'a customer number': within('/v2/customers/*/setImage?source=INSTORE&embed=CUSTOMERIMAGE'),
    'a query': within(`/v2/customers/${plainCustomer}/setImage?source=*&embed=CUSTOMERIMAGE`),
    'a name in a query': within(`${customerPath(plainCustomer)}&*=1`),
    'a photo': within('/photos/*?X-Amz-Date=20250430T065825Z&X-Amz-Expires=3599'),
    'when a photo ends': within('/photos/c2VhbGVk?X-Amz-Date=*&X-Amz-Expires=3599'),
    'a receipt': (text) => ({ ...within('/api/verifications/*')(text), headers: withKey }),
    'a use of a receipt': (text) => ({
      ...within('/api/verifications/0000-0000-0000?purpose=*')(text),
      headers: withKey,
    }),
    'what a receipt is spent on': (by) => ({
      method: 'POST',
      url: '/api/verifications/0000-0000-0000/spend',
      headers: withKey,
      payload: JSON.stringify({ by, purpose: by, till: by }),
    }),
    'a customer to ask about': (text) => ({
      method: 'POST',
      payload: '{}',
      ...within('/api/customers/*/challenge')(text),
    }),
    'a screen': within('/customers/*'),
    'a code in an address': within('/hand-over?code=*'),
    'a mobile': find('mobile'),
    'an e-mail': find('email'),
    'a card': find('cardNumber'),
    'an external id': find('externalId'),
    'a customer id': find('customerId'),
    'a name': find('name'),
    'a kind': withBody('/api/find', (kind) => ({ kind, value: '919148574269' })),
    'a key nobody knows': withBody('/api/find', (name) => ({ kind: 'name', value: 'Aditi', [name]: 1 })),
    'a beginning of a name': withBody('/api/search', (text) => ({ text })),
    'how many': withBody('/api/search', (limit) => ({ text: 'Aditi', limit })),
    'a body': (payload) => ({ method: 'POST', url: '/api/find', payload }),
    'a body that is one text': withBody('/api/session/unlock', (text) => text),
    'a till and its password': (text) => ({
      ...withBody('/api/session', (typed) => ({ till: typed, password: typed }))(text),
      headers: { 'x-forwarded-for': elsewhere(), cookie: '' },
    }),
    'an associate': withBody('/api/session/associate', (associate) => ({ associate })),
    'a code to open': withBody('/api/session/unlock', (code) => ({ code })),
    'who is at a till': (text) => ({
      ...withBody('/api/hand-over/associate', (till) => ({ till, associate: till }))(text),
      headers: withKey,
    }),
    'a PIN to open': withBody('/api/session/unlock', (pin) => ({ pin: `${pin} ` })),
    'a field to reveal, and what was masked': withBody(`${customer}/reveal`, (text) => ({
      field: `/${text}`,
      masked: text,
    })),
    'a reason': withBody(`${customer}/reveal`, (reason) => ({ field: '/x', masked: 'x', reason })),
    'a question, and what was said': withBody(`${customer}/challenge/answer`, (said) => ({ id: said, said })),
    'a key of an answer': decide((key) => ({ key })),
    'a view': decide((text) => ({ view: text })),
    'a purpose': decide((purpose) => ({ purpose })),
    'a photo looked at, and a proof': decide((text) => ({
      photo: { ...photo, identity: text },
      proofs: [text],
    })),
    'a receipt before': decide((after) => ({ after })),
    'a colleague': withBody(`/api/customers/${compared.userId}/second-opinion`, (associate) => ({
      view: compared.view,
      associate,
      pin: '1234',
      result: 'same',
      photo: { ...photo, identity: compared.photo },
    })),
    'a code sent': withBody(`${customer}/code/check`, (code) => ({ id: 'x', code })),
    'a pause to lift': withBody('/api/limits/lift', (text) => ({ id: text, till: text, password: text })),
    'whom to verify': (text) => ({
      ...withBody('/api/hand-over', (value) => ({
        identifier: { kind: 'name', value },
        returnTo: 'https://pos.example/',
      }))(text),
      headers: withKey,
    }),
    'where to go back to': withBody('/api/hand-over/claim', (returnTo) => ({
      customer: String(plainCustomer),
      returnTo,
    })),
    'a code of a hand-over': withBody('/api/hand-over/claim', (code) => ({ code })),
    'a hand-over': withBody('/api/hand-over/return', (handOver) => ({ handOver })),
    'a view of a hand-over': withBody('/api/hand-over/return', (text) => ({
      handOver: 'h',
      seen: { userId: String(plainCustomer), view: text, purpose: text },
    })),
    'a time': withBody('/api/timings', (name) => ({ name })),
    'a new member': withBody('/api/customers', (text) => ({
      readings: [{ kind: 'mobile', value: text }],
      name: text,
      fields: { [text]: text },
      agreement: { version: text, language: text, messages: [text] },
    })),
    'whom to send a code of enrolment': withBody('/api/enrolment/code', (value) => ({
      kind: 'email',
      value,
    })),
    'what a phone takes a picture for': withBody(`${customer}/photo/phone`, (act) => ({ act })),
    'a picture of a phone': within(`/api/customers/${plainCustomer}/photo/phone/*`),
    'a secret of a phone': (text) => ({
      ...withHeaders('authorization')(text),
      method: 'POST',
      url: '/api/phone/open',
    }),
    'a case to close': withBody('/api/office/cases/close', (text) => ({
      rule: 'nobodyFound',
      day: '2026-11-30',
      zone: 'UTC',
      till: text,
      note: text,
    })),
    'a redemption': withBody(`/api/customers/${plainCustomer}/redemptions`, (text) => ({
      receipt: text,
      points: 10,
      key: text,
      code: text,
    })),
    'a code of a redemption': withBody(`/api/customers/${plainCustomer}/redemptions/code`, (text) => ({
      receipt: text,
      points: 10,
      key: text,
    })),
    'a cookie': withHeaders('cookie'),
    'an origin': withHeaders('origin'),
    'a site': withHeaders('sec-fetch-site'),
    'a use': (text) => ({ ...withHeaders('sec-fetch-dest')(text), url: '/photos/x' }),
    'a type of content': (text) => ({
      ...withHeaders('content-type')(text),
      method: 'POST',
      url: '/api/find',
      payload: '{}',
    }),
    'a key': (text) => ({ ...withHeaders('authorization')(text), url: '/api/verifications/x' }),
    'an encoding': (text) => ({ ...withHeaders('accept-encoding')(text), url: '/healthz' }),
    'what a browser says of itself': withHeaders(
      'accept',
      'accept-language',
      'user-agent',
      'referer',
      'range',
      'if-none-match',
    ),
    'what a proxy says': withHeaders(
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'via',
    ),
    'what our own page says': withHeaders('x-view-as', 'x-view', 'x-request-id', 'traceparent', 'tracestate'),
  }
}

/** Those that the store or the vendor look at, which takes most of the time. */
export const dearInputs: ReadonlySet<string> = new Set([
  'a photo',
  'when a photo ends',
  'a card',
  'an external id',
  'a name',
  'a beginning of a name',
  'a till and its password',
  'an associate',
  'a field to reveal, and what was masked',
  'a question, and what was said',
  'a view',
  'a purpose',
  'a photo looked at, and a proof',
  'a colleague',
  'a pause to lift',
  'where to go back to',
  'a hand-over',
  'what a browser says of itself',
  'what a proxy says',
  'what our own page says',
])

/** Those in which a traversal or an injection could lead somewhere. */
export const addressInputs: readonly string[] = [
  'an address',
  'a customer number',
  'a query',
  'a photo',
  'when a photo ends',
  'a card',
  'an external id',
  'a name',
]
