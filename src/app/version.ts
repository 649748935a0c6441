import { version } from '../../package.json'

/** The version of this page, from its package. */
export const appVersion = version
