import { readFileSync } from 'node:fs'

/** What the process was started with. */
export type Environment = Record<string, string | undefined>

/** What systemd, Compose and Kubernetes would rather hand over as a file, which no list of processes and no dump of an environment shows. */
export const fileVariables = [
  'DATABASE_URL',
  'SESSION_KEYS',
  'CAPILLARY_SECRET',
  'CAPILLARY_TILL_PASSWORD',
  'OIDC_CLIENT_SECRET',
  'API_KEYS',
] as const

/**
 * The same environment, with the contents of the files that `<NAME>_FILE` names in the place of `<NAME>`; white space round them does
 * not count.
 *
 * @returns the mistakes, where there are any
 */
export function withSecretFiles(env: Environment): Environment | string[] {
  const filled = { ...env }
  const mistakes: string[] = []
  for (const name of fileVariables) {
    const file = env[`${name}_FILE`]?.trim()
    if (!file) continue
    const content = contentOf(file)
    if (env[name]?.trim()) mistakes.push(`Set either ${name} or ${name}_FILE, not both.`)
    else if (!content)
      mistakes.push(`${name}_FILE must be the path of a file that can be read and is not empty.`)
    else filled[name] = content
  }
  return mistakes.length > 0 ? mistakes : filled
}

function contentOf(file: string) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
