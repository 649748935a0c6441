import { Agent, request } from 'undici'
import { host } from './nginx.ts'

/** How a till reaches Countersign: through nginx as the world does, or one of the gateways as nginx does. */
export type Way = { origin: string; agent: Agent; headers: Record<string, string> }

/** @param certificate that is believed; the name leads to this machine */
export const throughNginx = (port: number, certificate: string): Way => ({
  origin: `https://${host}:${port}`,
  agent: new Agent({
    connect: {
      ca: certificate,
      lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    },
  }),
  headers: {},
})

export const straightTo = (origin: string): Way => ({
  origin,
  agent: new Agent(),
  headers: { host, 'x-forwarded-proto': 'https' },
})

export type Asked = { method?: 'GET' | 'POST' | 'DELETE'; body?: object; headers?: Record<string, string> }

export type Answer = {
  status: number
  text: string
  size: number
  headers: Record<string, string | string[] | undefined>
}

/** One request; a connection that breaks is a status of 0, with what was said of it. */
export async function ask(
  way: Way,
  path: string,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<Answer> {
  try {
    const answer = await request(`${way.origin}${path}`, {
      method,
      dispatcher: way.agent,
      headers: {
        ...way.headers,
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    return { status: answer.statusCode, text: bytes.toString(), size: bytes.length, headers: answer.headers }
  } catch (fault) {
    return { status: 0, text: String(fault), size: 0, headers: {} }
  }
}

/** @returns the session's cookie, to be sent; fails where nobody was let in */
export async function signIn(way: Way): Promise<string> {
  const body = { till: 'till.demo', password: 'countersign-demo' }
  const { status, headers, text } = await ask(way, '/api/session', { method: 'POST', body })
  if (status !== 200) throw new Error(`not signed in: ${status} ${text}`)
  return String(headers['set-cookie']).split(';', 1)[0] ?? ''
}

/** One after the other: many at once at one till would be slowed down. */
export async function signInTimes(way: Way, times: number): Promise<string[]> {
  const cookies: string[] = []
  for (let done = 0; done < times; done++) cookies.push(await signIn(way))
  return cookies
}

export const aditi = 565_039_505

export const look = (way: Way, cookie: string) =>
  ask(way, `/v2/customers/${aditi}/setImage?source=INSTORE&embed=CUSTOMERIMAGE`, { headers: { cookie } })

export const find = (way: Way, cookie: string) =>
  ask(way, '/api/find', {
    method: 'POST',
    body: { kind: 'mobile', value: '919148574269' },
    headers: { cookie },
  })

/** The address of the first photo of a customer's answer, on the gateway. */
export const photoIn = (text: string): string => /"secureFilePath":"([^"]+)"/.exec(text)?.[1] ?? ''

export const photo = (way: Way, cookie: string, address: string) => ask(way, address, { headers: { cookie } })
