import * as v from 'valibot'
import { ProblemError } from '#gateway/http/problem-error.ts'
import { sealingFor } from '#gateway/crypto/sealing.ts'
import { hashPin, isPin } from './pin.ts'
import type { SessionKeys } from '#gateway/crypto/keys.ts'
import { counterIn } from '#gateway/db/counter.ts'
import type { Store } from '#gateway/db/store.ts'

const row = v.object({
  associate: v.string(),
  name: v.string(),
  session: v.string(),
  till: v.string(),
  pin_sealed: v.custom<Uint8Array>((value) => value instanceof Uint8Array),
})

/** `scope` is the organisation. */
type Owner = { scope: string; associate: string }
/** By whom a PIN was chosen. */
type Origin = { name: string; pin: string; session: string; till: string }

/** Wrong PINs for one colleague within `wrongWindow` seconds, after which further tries are refused. */
const mostWrong = 5
const wrongWindow = 900

export type ColleaguePins = ReturnType<typeof colleaguePins>

/**
 * The PINs with which associates sign second opinions at a colleague's till, and take a till over by their name. Each is valid for a
 * shift. It can be chosen once, by anybody who works at a till under that name: an associate whose name was misused finds out when
 * they cannot choose their own PIN.
 *
 * @param holdsFor milliseconds
 */
export function colleaguePins(store: Store, keys: SessionKeys, now: () => number, holdsFor: number) {
  const sealing = sealingFor('PIN', keys)
  const wrong = counterIn(store, 'wrong colleague PINs')
  const contextOf = ({ scope, associate }: Owner) => JSON.stringify(['colleague', scope, associate])
  const oldest = () => new Date(now() - holdsFor)

  const find = async ({ scope, associate }: Owner) => {
    const rows = await store.query(
      `select associate, name, session, till, pin_sealed from colleague_pins
        where scope = $1 and associate = $2 and chosen_at > $3`,
      [scope, associate, oldest()],
    )
    return v.parse(v.array(row), rows)[0]
  }

  return {
    has: async (owner: Owner) => (await find(owner)) !== undefined,

    /** The associates of a scope who have a PIN. */
    async all(scope: string): Promise<{ id: string; name: string }[]> {
      const rows = await store.query(
        'select associate, name, session, till, pin_sealed from colleague_pins where scope = $1 and chosen_at > $2 order by name',
        [scope, oldest()],
      )
      return v.parse(v.array(row), rows).map(({ associate, name }) => ({ id: associate, name }))
    },

    /** @throws {ProblemError} `pin_taken` if there is one already, with the till at which it was chosen */
    async choose(owner: Owner, { name, pin, session, till }: Origin) {
      const { scope, associate } = owner
      const sealed = sealing.seal(await hashPin(pin), contextOf(owner))
      const rows = await store.query(
        `insert into colleague_pins (scope, associate, name, session, till, pin_sealed, chosen_at)
          values ($1, $2, $3, $4, $5, $6, $7)
          on conflict (scope, associate) do update set name = excluded.name, session = excluded.session,
            till = excluded.till, pin_sealed = excluded.pin_sealed, chosen_at = excluded.chosen_at
            where colleague_pins.chosen_at <= $8
          returning 1`,
        [scope, associate, name, session, till, sealed, new Date(now()), oldest()],
      )
      if (rows.length > 0) return
      const taken = await find(owner)
      throw new ProblemError('pin_taken', taken && { till: taken.till })
    },

    /**
     * Counts a try before it is made.
     *
     * @returns the session in which the PIN was chosen
     * @throws {ProblemError} `no_pin`, `wrong_pin` or `slow_down`
     */
    async check(owner: Owner, pin: string): Promise<string> {
      const found = await find(owner)
      const hashed = found && sealing.open(found.pin_sealed, contextOf(owner))
      if (found === undefined || hashed === undefined) throw new ProblemError('no_pin')
      const subject = contextOf(owner)
      const { count, milliseconds } = await wrong.add(subject, wrongWindow)
      if (count > mostWrong)
        throw new ProblemError('slow_down', { retryAfterSeconds: Math.ceil(milliseconds / 1000) })
      if (!(await isPin(pin, hashed))) throw new ProblemError('wrong_pin')
      await wrong.forget(subject)
      return found.session
    },

    async sweep() {
      await store.query('delete from colleague_pins where chosen_at <= $1', [oldest()])
    },
  }
}
