import { readFileSync } from 'node:fs'

/** @returns the file as an object, or in a sentence what is wrong with it; `variable` is what names it */
export function readJsonFile(variable: string, path: string): object | string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return `${variable} must be the path of a JSON file, and there is none that can be read.`
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below: what is no JSON is no object either.
  }
  return `${variable} names a file that holds no JSON object.`
}
