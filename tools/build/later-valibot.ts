import path from 'node:path'
import type { Plugin } from 'vite'

/** Schemas that only parts use which are fetched later. */
const later =
  /\/contract\/(customer\/(account-status|identifier)|api\/(challenge|find|hand-over|limits|people|reveal|timings|verification)|store\/store-rules)\.ts$|\/src\/(app\/hand-over|api\/(find|reveal)|pages\/look-up\/(finder|understanding\/\w+))\.ts$/

/**
 * Valibot is one file, of which a bundler keeps what anybody uses in one place: the first load would pay for schema functions that
 * only later parts need. Those parts get a copy of their own; schemas are plain objects, so that the two work together.
 */
export const laterValibot = (): Plugin => ({
  name: 'later-valibot',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source !== 'valibot' || importer === undefined || !later.test(importer)) return undefined
    const found = await this.resolve(source, importer, { skipSelf: true })
    return found && `${path.normalize(found.id)}?later`
  },
})
