// Load, and what it costs: processor time as the kernel counts it, in steps of 10 ms.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { Agent, request } from 'undici'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']))

/** Milliseconds of processor time that processes have used. */
function used(pids) {
  const ticks = pids.map((pid) => {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return (ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond) * 1000
}

/** Megabytes of memory that a process has. */
export const memoryOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/**
 * Signs a till in. Each stands in a network of its own, so that none counts for another.
 *
 * @returns the headers it asks with
 */
export async function signIn(origin, number) {
  const headers = { 'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` }
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { ...headers, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    body: JSON.stringify({ till: `bench.${number}`, password: 'bench' }),
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${origin}: no sign-in, ${answer.status}`)
  return { ...headers, cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] }
}

/**
 * Calls by ten connections, each one after the other.
 *
 * @param questionOf the call of a number: `{ path, method, headers, body }`
 * @returns the milliseconds each took, and the bytes that came
 */
export async function drive({ origin }, count, questionOf) {
  const dispatcher = new Agent({ connections: 10, pipelining: 1 })
  const times = []
  let begun = 0
  let bytes = 0
  const line = async () => {
    while (begun < count) {
      const { path, ...question } = questionOf(begun++)
      const at = performance.now()
      const { statusCode, body } = await request(origin + path, { ...question, dispatcher })
      for await (const piece of body) bytes += piece.length
      if (statusCode !== 200) throw new Error(`${origin}${path}: ${statusCode}`)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: 10 }, line))
  await dispatcher.close()
  return { times, bytes }
}

/** One round of a candidate: processor time by call, its store's beside it, and how fast bytes came. */
export async function cost(candidate, count, questionOf) {
  const [before, storeBefore] = [used(candidate.pids()), used(candidate.store?.pids() ?? [])]
  const at = performance.now()
  const { times, bytes } = await drive(candidate, count, questionOf)
  const seconds = (performance.now() - at) / 1000
  return {
    micros: ((used(candidate.pids()) - before) / count) * 1000,
    storeMicros: ((used(candidate.store?.pids() ?? []) - storeBefore) / count) * 1000,
    megabytes: bytes / 1e6,
    seconds,
    times,
  }
}

/** Rounds of all candidates in turns, in an order drawn anew each time, after each has warmed up. */
export async function inTurns(candidates, { rounds, count, warm }) {
  for (const each of candidates) await drive(each, warm, each.questionOf)
  const taken = new Map(candidates.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const each of candidates.toSorted(() => Math.random() - 0.5)) {
      taken.get(each.name).push(await cost(each, count, each.questionOf))
      process.stderr.write('.')
    }
  return candidates.map(({ name }) => ({ name, taken: taken.get(name) }))
}

export const at = (values, share) =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))]

export const median = (values) => at(values, 0.5)
