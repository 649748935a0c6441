import type { ReactNode } from 'react'

/** What is not ours in a sentence of ours, such as a name: in its own direction, and never translated. */
export const asGiven = (words: ReactNode) => <bdi translate="no">{words}</bdi>
