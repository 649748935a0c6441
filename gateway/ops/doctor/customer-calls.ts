import { worthFact } from '#contract/api/worth.ts'
import { readable, type Customer } from '#contract/customer/customer.ts'
import type { VendorCalls } from '#gateway/capillary/calls.ts'
import type { Connection } from '#gateway/capillary/connection.ts'
import type { Authentication } from '#gateway/capillary/credentials.ts'
import type { Searches } from './guess-verdicts.ts'

type Asked = { vendor: VendorCalls; connection: Connection; authentication: Authentication }

/** Longer than any call is waited for; the connection has its own limits. */
const signal = () => AbortSignal.timeout(60_000)

/** Runs a call whose outcome is noted with the call itself. */
const seen = <T>(call: Promise<T>): Promise<T | undefined> => call.catch(() => undefined)

/** No platform gives so many ids, and one that did would only tell us of one customer. */
const unknownId = '999999999999999'

/** The kinds that can be looked up, by the platform's names in lower case. */
const lookUpKinds = new Map([
  ['mobile', 'mobile'],
  ['email', 'email'],
  ['externalid', 'externalId'],
  ['cardnumber', 'cardNumber'],
] as const)

/** Makes each call that the product makes to read about a customer, one after the other. */
export async function callForCustomer(asked: Asked, userId: string) {
  const { vendor } = asked
  const answer = await seen(vendor.customer(userId, signal()))
  await seen(vendor.status(userId, signal()))
  await seen(vendor.worth(userId, worthFact.options, signal()))
  const searches = answer === undefined ? {} : await callForIdentifiers(asked, answer.customer)
  return { answer, searches }
}

/** Asks for a customer that does not exist. */
export const callForNobody = ({ vendor }: Asked) => seen(vendor.customer(unknownId, signal()))

async function callForIdentifiers(asked: Asked, customer: Customer): Promise<Searches> {
  const done = new Set<string>()
  for (const { kind: spelling, value } of customer.identifiers) {
    const kind = [...lookUpKinds].find(([name]) => name === spelling.toLowerCase())?.[1]
    if (kind === undefined || done.has(kind)) continue
    done.add(kind)
    await seen(asked.vendor.lookUp({ kind, value: readable(value) }, signal()))
    // The product makes this call only where it may not make the other; both rights are of interest.
    await seen(get(asked, `/v2/customers/lookup?${identifierQuery(kind, readable(value))}`))
    // The product never makes this call: whoever may make it can read the code that a customer has just been sent.
    if (kind === 'mobile') await seen(get(asked, `/v2/otp?${identifierQuery(kind, readable(value))}`))
  }
  return callForName(asked, customer)
}

const identifierQuery = (identifierName: string, identifierValue: string) =>
  new URLSearchParams({ source: 'INSTORE', identifierName, identifierValue }).toString()

async function get({ connection, authentication }: Asked, path: string) {
  const headers = await authentication.headers()
  return connection.ask({ method: 'GET', path, headers, signal: signal() })
}

const mostFound = 10

async function callForName({ vendor }: Asked, { id, name }: Customer): Promise<Searches> {
  if (name === undefined || name.length < 3) return {}
  await seen(vendor.search(name, mostFound, signal()))
  const short = await seen(vendor.search(name.slice(0, 2), mostFound, signal()))
  const plain = name.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
  const isLatin = /^[\p{Script=Latin}\P{L}]+$/u.test(name)
  const unaccented =
    isLatin && plain !== name.normalize('NFD')
      ? await seen(vendor.search(plain, mostFound, signal()))
      : undefined
  return {
    ...(short && { ofTwoLetters: short.total }),
    ...(unaccented && { withoutAccents: unaccented.matches.some(({ userId }) => userId === id) }),
  }
}
