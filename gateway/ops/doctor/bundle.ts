import packageJson from '../../../package.json' with { type: 'json' }
import type { Platform } from './doctor.ts'

/** What can be sent to us: shapes, codes, times and verdicts. Every part of it is made without a value of an answer. */
export const bundleOf = ({ examined, photos, guesses }: Platform) =>
  `${JSON.stringify(
    {
      version: packageJson.version,
      node: process.version,
      calls: examined.map(({ finding: { name: _name, right: _right, ...finding } }) => finding),
      photos,
      guesses,
    },
    null,
    2,
  )}\n`
