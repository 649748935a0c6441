import type { SandboxState } from '#sandbox/state.ts'
import type { Customer } from './customer.ts'
import { worthOf, type Program } from './worth.ts'

const DAY = 86_400_000

/** A day as the vendor writes it. */
export const dayIn = (world: Pick<SandboxState, 'now'>, days: number | 'never') =>
  days === 'never' ? '9999-12-31' : new Date(world.now() + days * DAY).toISOString().slice(0, 10)

/**
 * What `embed=mlp` and `embed=expirySchedules` add to a customer, with the gap to the next tier if `gapToUpgrade` is asked for.
 * https://docs.capillarytech.com/reference/get-customer-details
 */
export function loyaltyParts(world: SandboxState, customer: Customer, query: URLSearchParams) {
  const { programs, household } = worthOf(customer)
  const redeemed = world.redemptions
    .filter(({ userId }) => userId === customer.userId)
    .reduce((sum, { points }) => sum + points, 0)
  return {
    mlp: {
      loyaltyProgramDetails: programs.map((program, index) =>
        programDetails(
          world,
          { ...program, points: program.points - (index === 0 ? redeemed : 0) },
          index,
          query,
        ),
      ),
      groupLoyaltyProgramDetails:
        household === undefined ? [] : [{ groupProgramId: 71, title: 'Household', loyaltyPoints: household }],
    },
    expirySchedules: {
      expirySchedules: programs.flatMap(({ lapsing }, index) =>
        lapsing.map(({ points, inDays }) => ({
          points,
          expiryDate: dayIn(world, inDays),
          programId: programId(index),
          pointsType: 'bill_regular',
          expiryType: 'fixed',
        })),
      ),
    },
  }
}

const programId = (index: number) => 1357 + index

function programDetails(world: SandboxState, program: Program, index: number, query: URLSearchParams) {
  const { title, points, promised = 0, tier, next, ratio } = program
  const gap = next !== undefined && query.has('gapToUpgrade')
  return {
    redeemed: 0,
    expired: 0,
    returned: 0,
    adjusted: 0,
    lifetimePoints: points * 4,
    loyaltyPoints: points,
    delayedPoints: promised,
    currentSlab: tier,
    nextSlab: next?.tier ?? '',
    nextSlabSerialNumber: next === undefined ? -1 : 3,
    slabSNo: 2,
    slabExpiryDate: `${dayIn(world, 200)} 23:59:59`,
    programId: programId(index),
    programTitle: title,
    programDescription: title,
    programPointsToCurrencyRatio: ratio,
    ...(gap && {
      upgradeStrategies: [
        {
          upgradeBasedOn: next.basedOn,
          upgradeThreshold: next.gap * 2,
          customerUpgradeEntityValues: {
            currentValue: next.gap,
            gapToUpgrade: next.gap,
            valueValidUpto: dayIn(world, next.inDays),
          },
        },
      ],
    }),
  }
}
