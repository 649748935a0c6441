import type { ReactNode } from 'react'

/** A foreign text within our own sentence, such as a name: it keeps its own direction, and is never translated. */
export const asGiven = (words: ReactNode) => <bdi translate="no">{words}</bdi>
