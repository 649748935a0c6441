import type { CallFinding } from './call-findings.ts'
import { good, look, note, type Finding } from './findings.ts'

/** As many ignored places as fit into a sentence. */
const mostNamed = 6

/** One sentence about one call: reached, allowed, read, and how long it took. */
export function sentenceOf(finding: CallFinding): Finding {
  const { name, problem, kind } = finding
  if (kind === 'reading of codes') return aboutCodes(finding)
  const took = `in ${finding.milliseconds} ms`
  const answered = `${httpOf(finding)} ${took}`
  if (problem === undefined)
    return good(`${name} is allowed and readable (${answered})${ignoredWords(finding)}.`)
  if (finding.status === undefined) return look(`${name} got no answer (${problem}, ${took}).`)
  return look(`${name} ${troubleOf(finding)} (${answered}).`)
}

const ignoredWords = ({ ignored, warnings }: CallFinding) => {
  const warned = warnings.length === 0 ? '' : `, with warning ${warnings.join(', ')}`
  const more = ignored.length > mostNamed ? ` and ${ignored.length - mostNamed} more` : ''
  return ignored.length === 0
    ? warned
    : `${warned}; these parts of it are not read: ${ignored.slice(0, mostNamed).join(', ')}${more}`
}

const httpOf = ({ status, errors }: CallFinding) =>
  `HTTP ${status ?? '–'}${errors.length === 0 ? '' : `, error ${errors.join(', ')}`}`

function troubleOf({ problem = '', right }: CallFinding) {
  switch (problem) {
    case 'not_allowed':
      return `is reached but not allowed: the access group needs "${right}"`
    case 'not_offered':
      return 'is not offered by this platform'
    case 'vendor_refused_credentials':
      return 'is refused: the credentials are wrong or have ended'
    case 'customer_not_found':
      return 'finds no such customer'
    case 'customer_merged':
      return 'says that the account was merged into another'
    case 'customer_deleted':
      return 'says that the account was deleted for privacy'
    case 'identity_mismatch':
      return 'answers about another customer'
    case 'vendor_busy':
      return 'is answered that the platform is busy'
    case 'vendor_down':
      return 'is answered that the platform is out of order'
    case 'vendor_unreadable':
      return 'is answered with something that the contract cannot read'
    default:
      return `fails: ${problem}`
  }
}

function aboutCodes(finding: CallFinding): Finding {
  const { name, problem } = finding
  if (problem === undefined)
    return look(
      `${name} is allowed (${httpOf(finding)}): whoever has these credentials can read the codes of customers. Take "OTP: read" from the access group.`,
    )
  if (problem === 'not_allowed') return good(`${name} is not allowed, as it should be (${httpOf(finding)}).`)
  return note(`${name}: whether the access group allows it was not seen (${httpOf(finding)}, ${problem}).`)
}
