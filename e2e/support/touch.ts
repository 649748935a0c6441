import type { Locator, Page } from '@playwright/test'

export async function boxOf(element: Locator) {
  const box = await element.boundingBox()
  if (box === null) throw new Error('it is not on the screen')
  return box
}

type Point = { x: number; y: number }

/** Fingers put down together, moved together in ten steps, and lifted. */
export async function touch(page: Page, fingers: { from: Point; to: Point }[]) {
  const browser = await page.context().newCDPSession(page)
  const along = ({ from, to }: { from: Point; to: Point }, share: number, id: number) => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    id,
  })
  for (let step = 0; step <= 10; step++) {
    const touchPoints = fingers.map((finger, id) => along(finger, step / 10, id))
    await browser.send('Input.dispatchTouchEvent', {
      type: step === 0 ? 'touchStart' : 'touchMove',
      touchPoints,
    })
  }
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await browser.detach()
}
