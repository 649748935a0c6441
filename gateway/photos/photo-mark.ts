import { createHash } from 'node:crypto'

/** A short hash of a photo's `identity`, which holds a part of the platform's address. For views and the audit record. */
export const photoMark = (identity: string): string =>
  createHash('sha256').update(identity).digest('base64url').slice(0, 16)
