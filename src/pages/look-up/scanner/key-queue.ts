/** The keys of a burst, of which the page has received the first ones. */
export function createKeyQueue<K>() {
  let keys: K[] = []
  let given = 0
  let released: K[] = []
  let takeBackTo: K | undefined

  const release = () => {
    released.push(...keys.slice(given))
    given = keys.length
  }

  return {
    length: () => keys.length,
    latest: () => keys.at(-1),
    all: (): readonly K[] => keys,
    /** How many keys the page has not received. */
    held: () => keys.length - given,
    hold: (key: K) => keys.push(key),
    give(key: K) {
      release()
      keys.push(key)
      given = keys.length
    },
    release,
    /** Restores the page to its state before the first key. */
    takeBack() {
      if (given > 0) [takeBackTo] = keys
      released = []
      given = 0
    },
    clear() {
      keys = []
      given = 0
    },
    /** What has to be done with the page since the last call. */
    orders() {
      const orders = { released, takeBackTo }
      released = []
      takeBackTo = undefined
      return orders
    },
  }
}
