import type { LightMyRequestResponse as Response } from 'fastify'
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { problem, problemMediaType } from '#contract/api/problem.ts'
import { debianAttacks, naughtyStrings, ownStrings } from '#test/support/hostile-texts.ts'
import {
  addressInputs,
  apiKey,
  dearInputs,
  inputsOf,
  plainCustomer,
  type Input,
} from '#test/support/inputs.ts'
import { withoutLimits } from '#test/support/policies.ts'
import { openShop, type Shop } from '#test/support/shop.ts'
import { look } from '#test/support/verify.ts'
import { openWire } from '#test/support/wire.ts'

// All texts in all inputs take minutes.
vi.setConfig({ testTimeout: 300_000 })

const texts = [...naughtyStrings, ...ownStrings]
const attacks = debianAttacks()

/** All requests that the vendor and the photo host may ever receive. */
const upstream = [
  /^GET \/v2\/customers\/[1-9]\d{0,14}(\/setImage)?\?source=INSTORE&embed=CUSTOMERIMAGE$/,
  /^GET \/v2\/customers\/[1-9]\d{0,14}\?source=INSTORE&includedFraudDetails=true$/,
  /^GET \/v2\/customers\/[1-9]\d{0,14}\/statusLog$/,
  /^GET \/v2\/customers\/lookup(\/customerDetails)?\?source=INSTORE&identifierName=(mobile|email|cardnumber|cardNumber|externalId)&identifierValue=[\w.*%+-]+(&embed=customerImage)?$/,
  /^GET \/v2\/customers\/search\?q=[\w.*%+-]+&limit=\d+&offset=0$/,
  /^GET \/v1\.1\/store\/(login\?format=json|staff\?format=json&type=(ASSOCIATE|MANAGER))$/,
  /^GET \/fs\.capillary\.eu\/customerImage\/\d+\/\d+\/[\w-]+\?X-Amz-[\w%&=.-]+$/,
]

/** The requests that match none of these. */
const strayFrom = ({ sandbox }: Shop) =>
  sandbox.requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((asked) => !upstream.some((each) => each.test(asked)))

/** What is wrong with an answer; `undefined` if nothing is. */
function faultOf(answer: Response, text: string): string | undefined {
  if (answer.statusCode >= 500) return `${answer.statusCode} ${answer.body}`
  if (answer.statusCode < 400) return undefined
  const { 'x-request-id': id, date: _date, ...headers } = answer.headers
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), v.strictObject(problem.entries)), answer.body)
  if (!said.success || !String(headers['content-type']).startsWith(problemMediaType))
    return `no problem document: ${answer.body}`
  if (said.output.requestId !== id) return `another request’s id: ${answer.body}`
  // A short text may match our own words by chance; a longer one is there only if the gateway echoed it.
  const words = JSON.stringify([headers, answer.body])
  if (text.length > 12 && words.includes(JSON.stringify(text).slice(1, -1))) return `given back: ${words}`
}

/** Unless all are requested, each text goes to one in eight of the most expensive inputs. */
const isForAll = process.env['TEXTS'] === 'all'
const isDue = (name: string, input: number, text: number) =>
  isForAll || !dearInputs.has(name) || (text + input) % 8 === 0

/** Fewer at once than the gateway lets through to the vendor. */
const atOnce = 16

/** Sends every text through every input. @returns the faults, by input and text */
async function sendAll(shop: Shop, inputs: Record<string, Input>, all: readonly string[]) {
  const faults: string[] = []
  const send = async (name: string, input: Input, text: string) => {
    const asked = input(text)
    const headers = { 'content-type': 'application/json', ...shop.headers.write, ...asked.headers }
    const fault = faultOf(await shop.gateway.inject({ ...asked, headers }), text)
    if (fault !== undefined) faults.push(`${name} ${JSON.stringify(text).slice(0, 60)}: ${fault}`)
  }
  for (const [number, [name, input]] of Object.entries(inputs).entries()) {
    const due = all.filter((_, at) => isDue(name, number, at))
    for (let at = 0; at < due.length; at += atOnce)
      await Promise.all(due.slice(at, at + atOnce).map((text) => send(name, input, text)))
  }
  return faults
}

const open = () =>
  openShop({
    policy: withoutLimits,
    pos: { origins: ['https://pos.example'], apiKeys: [apiKey], keepDays: 30, receiptMinutes: 15 },
    managerTills: ['till.manager'],
    logLevel: 'silent',
    patience: { vendor: { connect: 60_000, headers: 60_000, whole: 60_000 } },
  })

test('no text in any place is given back, breaks the gateway, or leads to another call of the vendor than those there are', async () => {
  await using shop = await open()
  const { view } = await look(shop, plainCustomer)
  expect(await sendAll(shop, inputsOf(view), texts)).toEqual([])
  expect(strayFrom(shop)).toEqual([])
  expect((await shop.customer(565_039_505)).statusCode).toBe(200)
})

test('no spelling of an address, byte by byte, is a way past the routes', async () => {
  await using shop = await open()
  const origin = await shop.listen()
  const answered: string[] = []
  for (const text of [...texts, ...attacks]) {
    using wire = await openWire(origin)
    const path = Buffer.from(text.replaceAll(/[\r\n\0 ]/g, '')).toString('latin1')
    wire.send(
      `GET /${path} HTTP/1.1\nHost: shop\nConnection: close\nCookie: ${shop.headers.read['cookie'] ?? ''}\n\n`,
    )
    await wire.closed
    if (!['400', '404'].includes(wire.statuses().join())) answered.push(`${text}: ${wire.answers()}`)
  }
  expect(answered).toEqual([])
  expect(shop.sandbox.requests).toEqual([])
})

test.runIf(attacks.length > 0)(
  'no traversal and no injection of Debian’s lists, where wfuzz or dirb is installed, gets through',
  async () => {
    await using shop = await open()
    const inputs = Object.entries(inputsOf('')).filter(([name]) => addressInputs.includes(name))
    expect(inputs).toHaveLength(addressInputs.length)
    expect(await sendAll(shop, Object.fromEntries(inputs), attacks)).toEqual([])
    expect(strayFrom(shop)).toEqual([])
  },
)
