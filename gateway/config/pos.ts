import { isLoopback } from './loopback.ts'
import { mistakesIn, type Environment } from './values.ts'

/** The store's own systems: who may open Countersign, who may ask what came of a verification, and for how long. */
export type Pos = {
  /** Exact origins of the till systems that may open Countersign or be gone back to. */
  origins: readonly string[]
  /** What a store's systems show themselves by. */
  apiKeys: readonly string[]
  /** Days for which results are kept. */
  keepDays: number
}

const shortestKey = 32

/** @returns the mistakes, where there are any */
export function readPos({ POS_ORIGINS, API_KEYS, VERIFICATION_KEEP }: Environment): Pos | string[] {
  const origins = listOf(POS_ORIGINS)
  const apiKeys = listOf(API_KEYS)
  const keepDays = VERIFICATION_KEEP === undefined ? 30 : Number(VERIFICATION_KEEP)
  const mistakes = mistakesIn([
    [
      !origins.every(isExactOrigin),
      'POS_ORIGINS must be origins separated by spaces, each https (http only on this machine) without path or *: https://pos.example.com',
    ],
    [
      !apiKeys.every((key) => key.length >= shortestKey && /^[\w.~+/=-]+$/.test(key)),
      `API_KEYS must be keys of at least ${shortestKey} characters (letters, digits, . _ ~ + / = -), separated by spaces.`,
    ],
    [
      !Number.isInteger(keepDays) || keepDays < 1 || keepDays > 3650,
      'VERIFICATION_KEEP must be a whole number from 1 to 3650.',
    ],
  ])
  return mistakes.length > 0 ? mistakes : { origins, apiKeys, keepDays }
}

const listOf = (written: string | undefined) => written?.trim().split(/\s+/) ?? []

function isExactOrigin(candidate: string) {
  if (!URL.canParse(candidate)) return false
  const { origin, protocol, hostname } = new URL(candidate)
  if (origin !== candidate || hostname.includes('*')) return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
