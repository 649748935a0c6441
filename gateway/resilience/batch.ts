type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (fault: unknown) => void
}

/** Items of one statement. */
const mostAtOnce = 200

/**
 * Lets what is asked side by side go to the store in one statement. What has been asked in one turn of the event loop goes together;
 * while a statement is under way the next ones wait, and go with the one after it. Who comes alone does not wait.
 *
 * @param work what to do with several at once, in the order they came; it returns what each of them gets
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<(item: Item) => Result>,
): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = []
  let isUnderWay = false

  const workAll = async () => {
    while (queue.length > 0) {
      const group = queue.slice(0, mostAtOnce)
      queue = queue.slice(mostAtOnce)
      try {
        // One after the other: what comes meanwhile is the next group.
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
