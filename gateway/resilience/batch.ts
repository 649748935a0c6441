type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (fault: unknown) => void
}

/** The most items in one statement. */
const mostAtOnce = 200

/**
 * Combines concurrent store calls into one statement. Calls of one turn of the event loop form one batch. While a statement runs,
 * further calls queue and form the next batch. A single call does not wait.
 *
 * @param work handles several items at once, in the order they came; the function it returns gives each item its result
 */
export function batched<Item, Result>(
  work: (items: readonly Item[]) => Promise<(item: Item) => Result>,
): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = []
  let isUnderWay = false

  const workAll = async () => {
    while (queue.length > 0) {
      const group = queue.slice(0, mostAtOnce)
      queue = queue.slice(mostAtOnce)
      try {
        // Statements run one after the other: calls that arrive meanwhile form the next batch.
        // oxlint-disable-next-line no-await-in-loop
        const resultOf = await work(group.map(({ item }) => item))
        for (const { item, resolve } of group) resolve(resultOf(item))
      } catch (fault) {
        for (const { reject } of group) reject(fault)
      }
    }
    isUnderWay = false
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(() => void workAll())
    })
}
