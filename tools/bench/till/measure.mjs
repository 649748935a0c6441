// What is measured in the browser, and how: see tools/bench/README.md.
import { chromium } from 'playwright'

/** Runs before any script of a page: the earliest moment from which a key that was typed into the box is still there at the end. */
function watchKeys() {
  const kept = { at: 0, mark: '' }
  const box = () => {
    const active = document.activeElement
    return active?.matches('input, textarea') ? active : null
  }
  const timer = setInterval(() => {
    const place = box()
    if (place === null || performance.getEntriesByName('first-contentful-paint').length === 0) return
    if (kept.mark !== '' && place.value.includes(kept.mark)) return
    kept.mark = '7'
    kept.at = performance.now()
    document.execCommand('insertText', false, kept.mark)
  }, 4)
  Object.assign(window, {
    endWatch() {
      clearInterval(timer)
      return kept.at
    },
  })
}

/** Runs in the page: listens for the next Enter, and tells when name and photo of somebody else than before are painted. */
function watchLookUp() {
  const former = {
    name: document.querySelector('h1')?.textContent,
    photo: document.querySelector('img[alt^="Photo of"]'),
  }
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const nextPaint = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const key = list.getEntries().find(({ name }) => name === 'keydown')
      if (key !== undefined) resolve(key.duration)
    }).observe({ type: 'event', durationThreshold: 16 })
    setTimeout(() => resolve(undefined), 4000)
  })
  const begun = new Promise((resolve) => {
    const listener = ({ key, timeStamp }) => {
      if (key !== 'Enter') return
      removeEventListener('keydown', listener, true)
      resolve(timeStamp)
    }
    addEventListener('keydown', listener, true)
  })
  const giveUpAt = performance.now() + 15_000
  const painted = async (isThere) => {
    while (!isThere()) {
      if (performance.now() > giveUpAt)
        throw new Error(`nobody came: ${document.body.innerText.slice(0, 200)}`)
      await frame()
    }
    await frame()
    return performance.now()
  }
  const name = () => {
    const now = document.querySelector('h1')?.textContent ?? ''
    return now !== '' && now !== former.name && !/^Customer \d|^Countersign$/.test(now)
  }
  const photo = () => {
    const now = document.querySelector('img[alt^="Photo of"]')
    return now !== null && now !== former.photo && now.complete && now.naturalWidth > 0
  }
  window.lookUp = Promise.all([begun, painted(name), painted(photo), nextPaint]).then(
    ([enter, named, shown, paint]) => ({ name: named - enter, photo: shown - enter, paint }),
  )
}

/** Milliseconds a fixed piece of script takes at full speed, the median of nine: what days and machines can be told apart by. */
export async function scriptSpeed({ found, launchArgs }) {
  const browser = await chromium.launch({ ...found, args: launchArgs })
  const page = await browser.newPage()
  const times = await page.evaluate(() =>
    Array.from({ length: 9 }, () => {
      const begun = performance.now()
      const list = Array.from({ length: 50_000 }, (_, at) => ({
        at,
        name: `customer ${(at * 7919) % 50_021}`,
      }))
      list.sort((one, other) => (one.name < other.name ? -1 : 1))
      if (JSON.parse(JSON.stringify(list)).length !== list.length) throw new Error('lost some')
      return performance.now() - begun
    }),
  )
  await browser.close()
  return times.toSorted((one, other) => one - other)[4]
}

/** A fresh browser for each: no connection and no cache is left over from the one before. */
export async function open(url, { found, launchArgs, rules, throttle }) {
  const browser = await chromium.launch({ ...found, args: [...launchArgs, `--host-resolver-rules=${rules}`] })
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  return {
    start: () => start(context, url, throttle),
    close: () => browser.close(),
  }
}

async function start(context, url, throttle) {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await cdp.send('Performance.enable')
  await cdp.send('Network.enable')
  const traffic = { bytes: 0, requests: 0 }
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    traffic.bytes += encodedDataLength
    traffic.requests += 1
  })
  await page.addInitScript(watchKeys)
  await page.goto(url)
  await page.waitForFunction(() => document.activeElement?.matches('input, textarea'))
  // What is fetched in idle time has come by then.
  await page.waitForTimeout(2500)
  const usable = await page.evaluate(() => window.endWatch())
  const painted = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  )
  const { metrics } = await cdp.send('Performance.getMetrics')
  const script = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
  const box = page.getByLabel('Find a customer')
  return {
    started: { fcp: painted, usable, script, bytes: traffic.bytes, requests: traffic.requests },
    async lookUp(userId) {
      await box.fill(String(userId))
      // A hand or a scanner is not done at once either.
      await page.waitForTimeout(350)
      await page.evaluate(watchLookUp)
      await cdp.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
        text: '\r',
      })
      await cdp.send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
      })
      return page.evaluate(() => window.lookUp)
    },
    pause: (milliseconds) => page.waitForTimeout(milliseconds),
    close: () => page.close(),
  }
}
