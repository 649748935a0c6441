import fc from 'fast-check'
import { customerReplies, photoReplies, statedLives } from './shop-world.ts'
import type { Till } from './till.ts'

/** What a clerk would know of the till without looking at it: enough to tell what can happen next. */
export type Model = { isOpen: boolean; isHidden: boolean; isOnline: boolean; isHeld: boolean }

export type Step = fc.AsyncCommand<Model, Till>

type Happening = {
  name: string
  act: (till: Till) => Promise<void>
  /** Without it, always possible. */
  when?: (model: Readonly<Model>) => boolean
  leadsTo?: Partial<Model>
}

const step = ({ name, act, when = () => true, leadsTo = {} }: Happening): Step => ({
  check: when,
  run: async (model, till) => {
    await act(till)
    Object.assign(model, leadsTo)
    till.rules.assert()
  },
  toString: () => name,
})

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const userId = fc.constantFrom('1001', '1002', '1003')

const select = userId.map((id) =>
  step({ name: `select ${id}`, act: (till) => till.select(id), leadsTo: { isOpen: true } }),
)
const leave = fc.constant(
  step({ name: 'leave', act: (till) => till.select(undefined), when: isOpen, leadsTo: { isOpen: false } }),
)
const flick = fc.tuple(userId, userId).map(([one, other]) =>
  step({
    name: `flick ${one} ${other} ${one}`,
    async act(till) {
      for (const id of [one, other, one]) await till.select(id)
    },
    leadsTo: { isOpen: true },
  }),
)

const run = fc
  .constantFrom(100, second, 4 * second, 12 * second, 65 * second, 10 * minute, 46 * minute, 61 * minute)
  .map((time) => step({ name: `run ${time / second} s`, act: (till) => till.run(time) }))
const sleep = fc.tuple(fc.constantFrom(20 * minute, 2 * hour), fc.boolean()).map(([time, stops]) =>
  step({
    name: `sleep ${time / minute} min${stops ? '' : ', all clocks running'}`,
    act: (till) => till.sleep(time, stops),
  }),
)
const setClock = fc
  .constantFrom(-2 * day, -5 * minute, 5 * minute, 2 * day)
  .map((by) => step({ name: `set the clock by ${by / minute} min`, act: (till) => till.setClock(by) }))

const hide = fc.constant(
  step({
    name: 'hide',
    act: (till) => till.hide(),
    when: ({ isHidden }) => !isHidden,
    leadsTo: { isHidden: true },
  }),
)
const unhide = fc.constant(
  step({
    name: 'show',
    act: (till) => till.unhide(),
    when: ({ isHidden }) => isHidden,
    leadsTo: { isHidden: false },
  }),
)
const goOffline = fc.constant(
  step({
    name: 'go offline',
    act: (till) => till.goOffline(),
    when: ({ isOnline }) => isOnline,
    leadsTo: { isOnline: false },
  }),
)
const comeBack = fc.constant(
  step({
    name: 'come back online',
    act: (till) => till.comeBack(),
    when: ({ isOnline }) => !isOnline,
    leadsTo: { isOnline: true },
  }),
)

const customersGet = fc.constantFrom(...customerReplies).map((reply) =>
  step({
    name: `customers are answered: ${reply}`,
    act: (till) => till.change(() => Object.assign(till.network.mood, { customers: reply })),
  }),
)
const photosGet = fc.constantFrom(...photoReplies).map((reply) =>
  step({
    name: `photos are answered: ${reply}`,
    act: (till) => till.change(() => Object.assign(till.network.mood, { photos: reply })),
  }),
)
const allWell = fc.constant(
  step({
    name: 'all is answered well',
    act: (till) => till.change(() => Object.assign(till.network.mood, { customers: 'well', photos: 'well' })),
  }),
)
const latency = fc.constantFrom(1, 40, 3 * second).map((time) =>
  step({
    name: `answers take ${time} ms`,
    act: (till) => till.change(() => Object.assign(till.network.mood, { latency: time })),
  }),
)

const hold = fc.constant(
  step({
    name: 'hold answers',
    act: (till) => till.change(() => Object.assign(till.network.mood, { isHeld: true })),
    when: ({ isHeld }) => !isHeld,
    leadsTo: { isHeld: true },
  }),
)
const release = fc.constant(
  step({
    name: 'release answers',
    act: (till) => till.change(() => till.network.release()),
    when: ({ isHeld }) => isHeld,
    leadsTo: { isHeld: false },
  }),
)
const answer = fc
  .tuple(fc.nat(3), fc.constantFrom(...customerReplies), fc.constantFrom(...photoReplies))
  .map(([which, toCustomer, toPhoto]) =>
    step({
      name: `answer request ${which}: ${toCustomer} or ${toPhoto}`,
      act: (till) =>
        till.change(() => {
          const trip = [...till.network.pending][which]
          trip?.answer(trip.kind === 'customer' ? toCustomer : toPhoto)
        }),
      when: ({ isHeld }) => isHeld,
    }),
  )

const life = fc.constantFrom(...statedLives).map((seconds) =>
  step({
    name: `links say they live ${seconds}`,
    act: (till) => till.change(() => till.world.setLife(seconds)),
  }),
)
const tokenDies = fc.constant(
  step({
    name: 'the signing session ends',
    act: (till) => till.change(() => till.world.endSigningSession()),
  }),
)
const restart = fc.constant(
  step({ name: 'the gateway restarts', act: (till) => till.change(() => till.world.restartGateway()) }),
)
const replacePhoto = userId.map((id) =>
  step({ name: `photo of ${id} is replaced`, act: (till) => till.change(() => till.world.replacePhoto(id)) }),
)
const tryAgain = fc.constant(step({ name: 'try again', act: (till) => till.tryAgain(), when: isOpen }))

function isOpen(model: Readonly<Model>) {
  return model.isOpen
}

/** Each as likely as it takes for its faults to be found; time passes most often. */
export const steps = [
  [select, select, select, flick, leave],
  [run, run, run, run, sleep, setClock],
  [hide, unhide, unhide, goOffline, comeBack, comeBack],
  [customersGet, photosGet, photosGet, allWell, latency],
  [hold, answer, answer, release],
  [life, tokenDies, restart, replacePhoto, replacePhoto, tryAgain, tryAgain],
].flat()
