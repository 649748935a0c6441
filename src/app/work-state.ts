/**
 * What the associate was doing, kept in memory only while the screen is locked: the customer is in the address bar, the text of the
 * search box here. Whoever unlocks in time finds both again.
 */
let text = ''

export const keepText = (typed: string) => {
  text = typed
}

export const keptText = () => text
