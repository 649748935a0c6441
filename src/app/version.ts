import { version } from '../../package.json'

/** Of this page, as its package has it. */
export const appVersion = version
