// @ts-check
/**
 * The till system's side of Countersign, in a frame or a window: one file without dependencies. Copy it, or serve it from your own page.
 * docs/pos-integration.md says what each message means.
 *
 *   import { connect } from './countersign-till.js'
 *   const countersign = connect('https://countersign.store.example', { frame: document.getElementById('verify') })
 *   const answer = await countersign.ask({ identifier: { kind: 'mobile', value: '916000000002' }, purpose: 'redeem', points: 350 })
 *   if (answer.result === 'same') useReceipt(answer.receipt)
 *
 * @typedef {'mobile' | 'email' | 'cardNumber' | 'externalId' | 'customerId' | 'name'} Kind
 *
 * @typedef {object} Request
 * @property {{ kind: Kind, value: string }} identifier The customer; a mobile number has its country code, and digits only.
 * @property {string} [purpose] One of the purposes of the store's policy.
 * @property {string} [sale] Your name of the sale: letters, digits and `_ . : -`.
 * @property {number} [amount] The sum at stake.
 * @property {number} [points] The points at stake.
 * @property {string} [language] Such as `hi`.
 *
 * @typedef {'same' | 'not-sure' | 'not-same' | 'not-needed'} Given What the associate answered, or that nothing is needed.
 * @typedef {'withdrawn' | 'cancelled' | 'not_found' | 'superseded' | 'bad_request' | 'unknown_purpose' | 'closed'} Without
 *   Why there is no answer. `closed`: the window was closed.
 *
 * @typedef {object} Answer
 * @property {Given | Without} result
 * @property {string} [receipt] With every decision. Spend it from your server before anything depends on it.
 * @property {string} [userId]
 * @property {string} [purpose]
 * @property {string} [sale]
 * @property {number} [amount]
 * @property {number} [points]
 *
 * @typedef {object} Ask
 * @property {Request & { type: string, id: string }} message
 * @property {(answer: Answer) => void} settle
 * @property {(answer: Answer) => void} onChange
 * @property {boolean} isSettled
 * @property {boolean} isOver
 *
 * @typedef {object} Options
 * @property {HTMLElement | null} [frame] Where the frame goes; without it Countersign opens a window of its own.
 * @property {string} [name] The name of the window.
 */

/** Milliseconds between two messages that somebody is at the till. */
const presenceEvery = 20_000

/**
 * Connects the page to Countersign. Nothing opens before the first `ask` or `open`.
 *
 * @param {string} url Countersign's address, on whose list (`POS_ORIGINS`) the origin of this page has to be
 * @param {Options} [options]
 */
export function connect(url, { frame: place, name = 'countersign' } = {}) {
  const { origin } = new URL(url)
  const address = `${origin}/hand-over`
  /** @type {Map<string, Ask>} */
  const asks = new Map()
  /** @type {HTMLIFrameElement | undefined} */
  let frame
  /** @type {Window | null | undefined} */
  let target
  /** @type {Ask | undefined} */
  let latest
  let isReady = false
  let count = 0
  let toldPresence = -Infinity
  const started = Date.now()

  /** @param {{ type: string, code?: string | undefined }} message */
  const post = (message) => target?.postMessage(message, origin)
  const isGone = () => !target || (place ? false : target.closed)

  /** Opens Countersign, or shows it again. Call it from a click or a key: browsers open no window otherwise. */
  function open() {
    if (place) {
      if (frame === undefined) {
        frame = document.createElement('iframe')
        frame.src = address
        frame.allow = 'camera'
        frame.title = 'Countersign'
        frame.style.cssText = 'inline-size: 100%; block-size: 100%; border: 0'
        place.append(frame)
        target = frame.contentWindow
      }
      place.hidden = false
      frame.focus()
    } else if (isGone()) {
      isReady = false
      target = window.open(address, name)
    } else target?.focus()
  }

  /** Puts Countersign away. The frame stays loaded for the next sale. */
  function hide() {
    if (place) place.hidden = true
    window.focus()
  }

  /**
   * Asks for a customer to be verified.
   *
   * @param {Request} request
   * @param {(answer: Answer) => void} [onChange] called if a later decision takes the place of the answer, or it is withdrawn
   * @returns {Promise<Answer>} the first answer, or why there is none
   */
  function ask(request, onChange = () => undefined) {
    return new Promise((settle) => {
      const id = `${started}-${(count += 1)}`
      latest = {
        message: { type: 'countersign:verify', id, ...request },
        settle,
        onChange,
        isSettled: false,
        isOver: false,
      }
      asks.set(id, latest)
      open()
      // Otherwise it goes when Countersign is ready, which is after an associate has signed in.
      if (isReady) post(latest.message)
    })
  }

  /** @param {Ask} asked @param {Answer} answer */
  function answerTo(asked, answer) {
    if (asked.isSettled) return asked.onChange(answer)
    asked.isSettled = true
    asked.settle(answer)
  }

  /** @param {Ask} asked @param {Without} result */
  function end(asked, result) {
    asked.isOver = true
    asks.delete(asked.message.id)
    if (!asked.isSettled) answerTo(asked, { result })
  }

  /** @param {MessageEvent} event */
  function hear({ origin: from, source, data }) {
    // A message of anybody else, or of another window, is not for us.
    if (from !== origin || source !== target || typeof data !== 'object' || data === null) return
    if (data.type === 'countersign:ready') {
      isReady = true
      if (latest && !latest.isOver && !latest.isSettled) post(latest.message)
      return
    }
    const asked = asks.get(data.id)
    if (asked === undefined) return
    const { type, id: _, why, ...answer } = data
    switch (type) {
      case 'countersign:decided':
      case 'countersign:not-needed':
      case 'countersign:withdrawn':
        return isAnswerTo(asked.message, answer) ? answerTo(asked, answer) : undefined
      case 'countersign:refused':
        end(asked, why)
        return hide()
      case 'countersign:ended':
        end(asked, why)
        return why === 'superseded' ? undefined : hide()
    }
  }

  /** Somebody works at this page, so Countersign must not lock in the middle of the sale. */
  function tellPresence() {
    if (!isReady || performance.now() - toldPresence < presenceEvery) return
    toldPresence = performance.now()
    post({ type: 'countersign:presence' })
  }

  /** Says who is at the till. @param {'till-locked' | 'till-unlocked' | 'associate-changed'} news @param {string} [code] of your server */
  const say = (news, code) => post({ type: `countersign:${news}`, code })

  window.addEventListener('message', hear)
  for (const sign of ['pointerdown', 'keydown']) window.addEventListener(sign, tellPresence, true)
  const watch = setInterval(() => {
    if (!place && target?.closed) for (const asked of asks.values()) end(asked, 'closed')
  }, 500)

  /** Ends the connection. */
  function close() {
    clearInterval(watch)
    window.removeEventListener('message', hear)
    for (const sign of ['pointerdown', 'keydown']) window.removeEventListener(sign, tellPresence, true)
    for (const asked of asks.values()) end(asked, 'closed')
    if (place) frame?.remove()
    else target?.close()
  }

  return { open, ask, hide, close, tellPresence, say }
}

/** Whether an answer is to what was asked for. @param {Request} request @param {Answer} answer */
const isAnswerTo = ({ purpose, sale, amount, points }, answer) =>
  answer.purpose === (purpose ?? answer.purpose) &&
  answer.sale === sale &&
  answer.amount === amount &&
  answer.points === points
