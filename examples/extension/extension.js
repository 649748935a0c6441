// @ts-check
/**
 * An extension for a web till that runs JavaScript of its own: the pattern for Odoo, ERPNext, Shopify and their like. It puts Countersign
 * beside the till in a panel, and lets nothing be redeemed before an answer that suffices.
 *
 * What differs between tills is only `till`, which the extension fills in with its own names. See README.md beside this file.
 *
 * @typedef {import('../pos/countersign-till.js').Answer} Answer
 *
 * @typedef {object} Order The order on the till, as it is at that moment.
 * @property {string} id
 * @property {string} [mobile] The customer's number, as the till has it: with its country code.
 * @property {number} points What is to be redeemed.
 * @property {number} amount What these points are worth.
 *
 * @typedef {object} Till
 * @property {() => Order} order The order on the screen.
 * @property {(ask: () => Promise<boolean>) => void} beforeRedeem Calls `ask` before points are taken off, and takes none if it is false.
 * @property {(on: (order: Order) => void) => void} onCustomer Calls `on` when a customer is set on an order.
 * @property {(text: string) => void} say Shows a text to the associate.
 * @property {(receipt: string, by: string, use: object) => Promise<boolean>} spend
 *   Spends a receipt through the till system's server, which has the key: `POST /api/verifications/{receipt}/spend`.
 * @property {string} [language]
 */
import { connect } from '../pos/countersign-till.js'

/** What the associate is told where nothing can be redeemed. */
const nobody = 'Nobody was verified.'
const isTakenBack = 'The answer was taken back, or is for less.'
/** @type {Partial<Record<Answer['result'], string>>} */
const words = {
  'not-sure': 'The customer could not be confirmed.',
  'not-same': 'The customer could not be confirmed.',
  not_found: 'No member has this number.',
  withdrawn: isTakenBack,
}

/**
 * @param {string} url Countersign's address
 * @param {Till} till
 */
export function addCountersign(url, till) {
  const panel = document.createElement('aside')
  panel.hidden = true
  panel.style.cssText =
    'position: fixed; inset-block: 0; inset-inline-end: 0; inline-size: min(480px, 100vw); z-index: 1000; background: white'
  document.body.append(panel)
  const countersign = connect(url, { frame: panel })
  /** The receipts of the orders, until they are spent. @type {Map<string, Answer>} */
  const answers = new Map()

  /** @param {Order} order @param {string} purpose */
  async function verify({ id, mobile, points, amount }, purpose) {
    if (mobile === undefined) return undefined
    const request = {
      identifier: { kind: /** @type {const} */ ('mobile'), value: mobile.replace(/\D/g, '') },
      purpose,
      sale: id,
      ...(purpose === 'redeem' ? { points, amount } : {}),
      ...(till.language === undefined ? {} : { language: till.language }),
    }
    /** @param {Answer} answer */
    const keep = (answer) => {
      if (purpose === 'redeem') answers.set(id, answer)
      return answer
    }
    return keep(await countersign.ask(request, keep))
  }

  /** Whether the points of the order may be taken off. */
  async function mayRedeem() {
    const order = till.order()
    const { id, points, amount } = order
    const kept = answers.get(id)
    const answer = kept?.result === 'same' && covers(kept, order) ? kept : await verify(order, 'redeem')
    if (answer?.result !== 'same' || answer.receipt === undefined) {
      till.say((answer && words[answer.result]) ?? nobody)
      return false
    }
    // The receipt decides, not this page: it covers this sum, customer and order, and it is spent once.
    const use = { purpose: 'redeem', userId: answer.userId, sale: id, points, amount }
    const isSpent = await till.spend(answer.receipt, id, use)
    if (!isSpent) till.say(isTakenBack)
    return isSpent
  }

  // Earning needs nothing: the face is shown, and the associate goes on.
  till.onCustomer((order) => void verify(order, 'earn'))
  till.beforeRedeem(mayRedeem)
  return countersign
}

/** Whether the answer was for as much as the order takes now. @param {Answer} answer @param {Order} order */
const covers = ({ points = -1, amount = -1 }, order) => order.points <= points && order.amount <= amount
