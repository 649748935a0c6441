/** One sentence of the report. `look`: somebody should look at it. */
export type Finding = { mark: 'good' | 'look' | 'note'; sentence: string }

export const good = (sentence: string): Finding => ({ mark: 'good', sentence })
export const look = (sentence: string): Finding => ({ mark: 'look', sentence })
export const note = (sentence: string): Finding => ({ mark: 'note', sentence })
