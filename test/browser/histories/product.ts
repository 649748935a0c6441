/**
 * The code on trial, as the browser loads it. Each till draws once, when it starts, how early it renews: `luck` takes the place of
 * that chance, so that a history can be played again.
 */
export async function loadProduct(luck = 0.5) {
  const before = Math.random
  Math.random = () => luck
  try {
    const { createQueryClient, watchRenewals } = await import('#src/app/query-client.ts')
    const { customerQuery, photoQuery } = await import('#src/api/customers.ts')
    return { createQueryClient, watchRenewals, customerQuery, photoQuery }
  } finally {
    Math.random = before
  }
}

export type Product = Awaited<ReturnType<typeof loadProduct>>
