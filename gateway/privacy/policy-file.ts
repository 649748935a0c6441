import {
  findNodeAtLocation,
  parseTree,
  getNodeValue,
  printParseErrorCode,
  type ParseError,
} from 'jsonc-parser'
import { readFileSync } from 'node:fs'
import type * as v from 'valibot'
import { readPolicy, type Policy } from './policy.ts'

/**
 * Reads a policy file.
 *
 * @returns the policy, or its mistakes: one sentence for each, with its line and without any of the values
 */
export function readPolicyFile(file: string): Policy | string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return ['POLICY must be the path of a JSON file, and there is none that can be read.']
  }
  return readPolicyText(text)
}

/** Reads a policy from text. Returns the same as `readPolicyFile`. */
export function readPolicyText(text: string): Policy | string[] {
  const faults: ParseError[] = []
  const tree = parseTree(text, faults, { disallowComments: true })
  if (tree === undefined || faults.length > 0)
    return (faults.length > 0 ? faults : [{ error: 4, offset: 0 }]).map(
      ({ error, offset }) =>
        `Line ${lineAt(text, offset)} of POLICY is no JSON: ${printParseErrorCode(error)}.`,
    )
  if (tree.type !== 'object') return ['Line 1 of POLICY must begin a JSON object.']
  const reading = readPolicy(getNodeValue(tree))
  if (reading.success) return reading.output
  return reading.issues.map((issue) => {
    const path = pathOf(issue)
    // A missing field has no line, so the line of its nearest existing parent is used.
    const at = path
      .map((_, left) => path.slice(0, path.length - left))
      .find((part) => findNodeAtLocation(tree, part))
    const offset = (at && findNodeAtLocation(tree, at)?.offset) ?? tree.offset
    return `Line ${lineAt(text, offset)} of POLICY: "${path.join('.')}" is not as it must be (${expected(issue)}).`
  })
}

const pathOf = (issue: v.BaseIssue<unknown>) =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))

const expected = ({ type, expected: wanted, message }: v.BaseIssue<unknown>) =>
  type === 'check' ? message : (wanted ?? type)

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length
