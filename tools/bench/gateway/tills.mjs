// How the gateway holds up: 1, 10, 100 and 1,000 tills, each with a session and a connection of its own, look somebody up every few seconds.
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { at, memoryOf, signIn } from './drive.mjs'

/** Seconds from one look-up of a till to its next. */
export const between = 5

let tillsSoFar = 100_000

async function hold({ origin, pids }, tills, seconds, pathOf) {
  const all = []
  for (let till = 0; till < tills; till += 1) all.push(await signIn(origin, ++tillsSoFar))
  const dispatcher = new Agent({ connections: tills, keepAliveTimeout: 60_000 })
  const times = []
  const until = performance.now() + Math.max(seconds, Math.min(8 * seconds, (between * 30) / tills)) * 1000
  let failed = 0
  const till = async (headers) => {
    await wait(Math.random() * between * 1000)
    while (performance.now() < until) {
      const begun = performance.now()
      const answer = await request(origin + pathOf(), { headers, dispatcher })
      await answer.body.arrayBuffer()
      if (answer.statusCode === 200) times.push(performance.now() - begun)
      else failed += 1
      await wait(Math.max(0, between * 1000 - (performance.now() - begun)))
    }
  }
  await Promise.all(all.map(till))
  await dispatcher.close()
  return { tills, times, failed, memory: memoryOf(pids()[0]) }
}

/**
 * @param steps numbers of tills, one after the other
 * @returns rows of a table, for the report
 */
export async function growth(candidate, { steps, seconds, pathOf }) {
  const before = memoryOf(candidate.pids()[0])
  const taken = []
  for (const tills of steps) taken.push(await hold(candidate, tills, seconds, pathOf))
  const ten = taken.find(({ tills }) => tills === 10)
  return {
    name: candidate.name,
    before,
    rows: taken.map(({ tills, times, failed, memory }) => {
      if (times.length === 0) return [tills, 0, failed, '', '', '', memory.toFixed(0)]
      const p99 = at(times, 0.99)
      const ratio = ten === undefined ? '' : (p99 / at(ten.times, 0.99)).toFixed(2)
      return [
        tills,
        times.length,
        failed,
        at(times, 0.5).toFixed(1),
        p99.toFixed(1),
        ratio,
        memory.toFixed(0),
      ]
    }),
  }
}
