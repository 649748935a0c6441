import fc from 'fast-check'
import { steps, type Model } from './commands.ts'
import { loadProduct } from './product.ts'
import { openTill, type Till } from './till.ts'

/** `only` names the one rule to judge by. */
export type Plan = { histories: number; seed: number; shrinks: boolean; only?: string }

/** Whatever happened before, a world that is well again must find the till in order, and a till nobody uses must be empty. */
async function heal(till: Till) {
  if (till.browser.isHidden()) await till.unhide()
  if (!till.network.isOnline()) await till.comeBack()
  await till.change(() => {
    Object.assign(till.network.mood, { customers: 'well', photos: 'well', latency: 40 })
    till.network.release()
  })
  await till.run(100_000)
  // A renewal may have fallen due just now.
  if (till.network.pending.size > 0) await till.run(12_000)
  till.rules.checkRest()
  await till.tryAgain()
  await till.run(10_000)
  till.rules.checkHealed()
  await till.select(undefined)
  await till.run(10)
  till.rules.checkEmpty(till.client.getQueryCache().getAll().length)
  till.rules.assert()
}

/**
 * Plays random histories of one till on our query and photo code.
 *
 * @returns how many were played, and what is wrong with the first one that broke a rule, in as few steps as could be found
 */
export async function playHistories({ histories, seed, shrinks, only }: Plan) {
  const product = await loadProduct()
  const start = (): Model => ({ isOpen: false, isHidden: false, isOnline: true, isHeld: false })
  const property = fc.asyncProperty(
    fc.commands(steps, { maxCommands: 24, size: 'max' }),
    async (commands) => {
      using till = openTill(product, only)
      await fc.asyncModelRun(() => ({ model: start(), real: till }), commands)
      await heal(till)
    },
  )
  const result = await fc.check(property, { numRuns: histories, seed, endOnFailure: !shrinks })
  return {
    played: result.numRuns,
    broken: result.failed ? `${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}` : undefined,
  }
}
