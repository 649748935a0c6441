import { dayIn } from '#sandbox/customers/loyalty-parts.ts'
import { worthOf, type Visit } from '#sandbox/customers/worth.ts'
import { customerIn } from '#sandbox/directory.ts'
import type { SandboxState } from '#sandbox/state.ts'
import { failed, json, noSuchCustomer } from './bodies.ts'

type Asked = { world: SandboxState; query: URLSearchParams; id: string }

/** https://docs.capillarytech.com/reference/get-customer-coupons-basic */
export function coupons({ world, query }: Asked) {
  if (world.switches.coupons === 'down') return failed(500, 'Coupons could not be loaded', 500)
  const userId = Number(query.get('id'))
  const customer = customerIn(world, userId)
  if (customer === undefined) return noSuchCustomer()
  const all = worthOf(customer).coupons
  const limit = Number(query.get('limit') ?? 20)
  return json({
    entity: {
      pagination: { limit: String(limit), offset: '0', total: all.length },
      customers: [
        {
          firstname: customer.name[0],
          lastname: customer.name[1],
          mobile: customer.mobile ?? '',
          id: userId,
          coupons: all.slice(0, limit).map(({ what, type, value, inDays, left = 1 }, index) => ({
            code: `KNRY${userId % 10_000}${index}`,
            seriesId: 363_653 + index,
            description: what,
            validTill: `${dayIn(world, inDays)}T00:00:00+05:30`,
            discountType: type,
            discountValue: value,
            discountUpto: 0,
            redemptionCount: 0,
            redemptionsLeft: left,
            id: 399_000_028 + index,
          })),
        },
      ],
    },
    warnings: [],
    errors: [],
    success: true,
  })
}

/** https://docs.capillarytech.com/reference/v2api-get-customer-transactions */
export function transactions({ world, query, id }: Asked) {
  if (world.switches.transactions === 'down') return failed(500, 'Transactions could not be loaded', 500)
  const customer = customerIn(world, Number(id))
  if (customer === undefined) return noSuchCustomer()
  const all = worthOf(customer).visits
  const limit = Number(query.get('limit') ?? 20)
  return json({
    pagination: { limit, offset: 0, sortBy: 'BILLING_TIME', sortOrder: 'DESC', total: all.length },
    data: all
      .slice(0, limit)
      .map((visit, index) => transactionOf(world, customer.userId, visit, index, query)),
    warnings: [],
    errors: [],
  })
}

function transactionOf(
  world: SandboxState,
  customerId: number,
  { daysAgo, amount, store, type = 'REGULAR' }: Visit,
  index: number,
  query: URLSearchParams,
) {
  const billingStore = { id: 75_155_400 + index, code: store.toLowerCase(), name: store, type: 'STORE' }
  return {
    id: 88_000_000 + index,
    customerId,
    billingTime: `${dayIn(world, -daysAgo)}T11:20:00+05:30`,
    billNumber: `BN-${customerId % 10_000}-${index}`,
    type,
    amount,
    grossAmount: amount,
    discount: 0,
    outlierStatus: 'NORMAL',
    ...(query.get('embed') === 'BILL_STORE_DETAILS' && { billingStore }),
  }
}

/** https://docs.capillarytech.com/reference/get-badges-for-customer */
export function badges({ world, query, id }: Asked) {
  if (world.switches.badges === 'down') return failed(500, 'Badges could not be loaded', 500)
  const customer = customerIn(world, Number(id))
  if (customer === undefined) return failed(1026, 'Customer not found', 400)
  const all = query.get('badgeType') === 'EARNED' ? (worthOf(customer).badges ?? []) : []
  return json({
    data: {
      badges: all.slice(0, Number(query.get('limit') ?? 10)).map((name, index) => ({
        badgeMetaId: `68d66ab3480b423e5c68${7000 + index}`,
        name,
        description: '',
        startOn: Math.floor(world.now() / 1000) - 86_400,
        expiresOn: Math.floor(world.now() / 1000) + 86_400 * 90,
        images: [],
        badgeRank: index + 1,
        earnedCount: 1,
        active: true,
      })),
    },
  })
}

const fixedWords: Record<string, string> = {
  Active: 'ACTIVE',
  Suspended: 'SUSPENDED',
  'Fraud suspected': 'FRAUD_SUSPECTED',
  'Pending deletion': 'PENDING_DELETION',
}

/**
 * Seen fixed words are ACTIVE, SUSPENDED and DELETED; the others, and the word beside an organisation's own label, are guesses.
 * https://docs.capillarytech.com/reference/get-status-log-1
 */
export function statusLog({ world, id }: Asked) {
  const customer = customerIn(world, Number(id))
  if (customer === undefined) return noSuchCustomer()
  if (world.switches.customerStatus === 'down') return failed(8088, 'Failed to get the customer status')
  if (world.switches.customerStatus === 'unknown') return json({ data: [], warnings: [], errors: [] })
  const { label = 'Active', reason = '' } = customer.status ?? {}
  return json({
    data: [
      {
        createdByUser: 'till',
        reason,
        createdBy: 75_155_282,
        actions: [],
        autoUpdateTime: '2025-04-29',
        createdOn: '2025-04-29T09:55:34+00:00',
        entityId: customer.userId,
        isActive: true,
        label,
        status: fixedWords[label] ?? 'ACTIVE',
      },
    ],
    warnings: [],
    errors: [],
  })
}
