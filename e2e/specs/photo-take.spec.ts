import type { Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { cameras, test as base } from '../support/camera-till.ts'
import { pauseAsAHand, photoOf, search, title } from '../support/counter.ts'
import { aCamera, aCameraThatTellsSides, inFront, noCamera, severalCameras } from '../support/fake-camera.ts'
import { expect } from '../support/fixtures.ts'
import { readPng } from '../support/png.ts'
import {
  agrees,
  button,
  dialog,
  nobodys,
  portrait,
  sayTheSame,
  show,
  shutter,
  taken,
  writes,
} from '../support/taking.ts'

const test = base.extend<{ till: Page }>({
  till: async ({ openTill }, use, testInfo) =>
    use(await openTill(await aCameraThatTellsSides(testInfo.outputPath('sides.y4m')))),
})

/** A browser of its own and three counted seconds take longer than other tests. */
test.describe.configure({ timeout: 60_000 })

async function openCamera(page: Page, userId = nobodys) {
  await show(page, userId)
  await button(page, 'Take photo').click()
  await expect(shutter(page)).toHaveAttribute('aria-disabled', 'false')
}

/** Which of red and blue there is more of in the left half of what is shown, and in the right half. */
async function sidesOf(page: Page) {
  const { width, height, rgb } = readPng(await photoOf(page).getByRole('img').screenshot())
  const more = (from: number, to: number) => {
    let sum = 0
    for (let y = 0; y < height; y++)
      for (let x = Math.floor(width * from); x < width * to; x++)
        sum += (rgb[(y * width + x) * 3] ?? 0) - (rgb[(y * width + x) * 3 + 2] ?? 0)
    return sum > 0 ? 'red' : 'blue'
  }
  return { left: more(0, 0.4), right: more(0.6, 1) }
}

test('a photo is taken in four acts, comes back from the platform unmirrored, and the camera is off', async ({
  till,
  shop,
}) => {
  const parts: string[] = []
  till.on('request', (request) => parts.push(request.url()))
  await show(till, nobodys)
  expect(parts.filter((each) => each.includes('TakePhotoDialog'))).toEqual([])
  await button(till, 'Take photo').click()
  await expect(dialog(till).getByText('May we take a photo of you')).toBeVisible()
  await agrees(till).check()
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await expect(till.locator('video')).toHaveCSS('scale', '-1 1')
  await shutter(till).click()
  await expect(taken(till)).toBeVisible()
  await expect.poll(() => cameras(till)).toEqual(['ended'])
  await button(till, 'Use photo').click()
  await expect(dialog(till)).toHaveCount(0)
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
  expect(await sidesOf(till)).toEqual(inFront)
  expect(await writes(shop)).toEqual(['POST'])
})

test('with the keyboard alone, and counted down, a photo is taken and taken again', async ({ till }) => {
  await show(till, nobodys)
  await button(till, 'Take photo').focus()
  await till.keyboard.press('Enter')
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  const tabTo = async (target: ReturnType<typeof button>) => {
    for (let press = 0; press < 20; press++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await till.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await tabTo(shutter(till))
  await till.keyboard.press('Enter')
  for (const second of ['3', '2', '1'])
    await expect(dialog(till).getByRole('status').getByText(second, { exact: true })).toBeVisible()
  await tabTo(button(till, 'Retake'))
  await till.keyboard.press('Enter')
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await tabTo(shutter(till))
  await till.keyboard.press('Enter')
  await expect(taken(till)).toBeVisible()
  await tabTo(agrees(till))
  await till.keyboard.press('Space')
  // A space, a tabulator and Enter within a burst's time are a scan.
  await pauseAsAHand(till)
  await tabTo(button(till, 'Use photo'))
  await pauseAsAHand(till)
  await till.keyboard.press('Enter')
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
})

test('without the customer’s agreement nothing is sent, in whatever language it was asked for', async ({
  till,
  shop,
}) => {
  await openCamera(till)
  await till.getByLabel('Customer’s language').selectOption('de')
  await expect(dialog(till).getByText('Dürfen wir für Ihr Kundenkonto')).toBeVisible()
  await shutter(till).click()
  await button(till, 'Use photo').click()
  await expect(dialog(till).getByText('Ask the customer first')).toBeVisible()
  expect(await writes(shop)).toEqual([])
  await agrees(till).check()
  await button(till, 'Use photo').click()
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
})

for (const [act, words] of [
  ['Lock now', 'locked'],
  ['Sign out', 'Sign in'],
] as const)
  test(`“${act}” in the middle turns the camera off, and leaves no picture`, async ({ till, shop }) => {
    await openCamera(till)
    const other = await till.context().newPage()
    await other.goto('/')
    await other.getByRole('button', { name: act }).click()
    await expect.poll(() => cameras(till)).toEqual(['ended'])
    await expect(dialog(till)).toHaveCount(0)
    await expect(title(till)).toContainText(words)
    expect(await writes(shop)).toEqual([])
  })

test('the camera goes off when the customer leaves the screen while it counts', async ({ till, shop }) => {
  await show(till, 700_000_001)
  await search(till, nobodys)
  await button(till, 'Take photo').click()
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await shutter(till).click()
  await till.goBack()
  await expect.poll(() => cameras(till)).toEqual(['ended'])
  await expect(dialog(till)).toHaveCount(0)
  expect(await writes(shop)).toEqual([])
})

test('a photo is replaced after the customer was verified: the former one is gone', async ({
  till,
  shop,
}) => {
  await show(till, 700_000_001)
  await button(till, 'Replace photo').click()
  await expect(dialog(till, 'Replace photo').getByText('The customer isn’t verified yet.')).toBeVisible()
  await till.keyboard.press('Escape')
  await sayTheSame(till)
  await button(till, 'Replace photo').click()
  await till.getByLabel('Photo from a file').setInputFiles(portrait)
  await agrees(till).check()
  await till.getByRole('button', { name: /^Use/ }).click()
  await expect(dialog(till, 'Replace photo')).toHaveCount(0)
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
  await expect(till.getByRole('list', { name: 'More photos' })).toHaveCount(0)
  expect(await writes(shop)).toEqual(['POST', 'DELETE'])
})

test('a photo that the platform does not take leaves the former one on the screen, and says what to do', async ({
  till,
}) => {
  await show(till, 600_001_251)
  await sayTheSame(till)
  await button(till, 'Replace photo').click()
  await till.getByLabel('Photo from a file').setInputFiles(portrait)
  await agrees(till).check()
  await till.getByRole('button', { name: /^Use/ }).click()
  const alert = dialog(till, 'Replace photo').getByRole('alert')
  await expect(alert).toContainText('The loyalty service didn’t keep the photo.')
  await expect(alert).toContainText('The former photo is still there.')
  await expect(button(till, 'Try again')).toBeVisible()
  await till.keyboard.press('Escape')
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
})

test('a photo is removed, and that it is gone is said after asking again', async ({ till, shop }) => {
  await show(till, 700_000_002)
  await sayTheSame(till)
  await button(till, 'Remove photo').click()
  await dialog(till, 'Remove photo').getByRole('button', { name: 'Remove photo' }).click()
  await expect(dialog(till, 'Remove photo').getByText('The photo is gone.')).toBeVisible()
  await till.keyboard.press('Escape')
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'none')
  await expect(button(till, 'Take photo')).toBeVisible()
  expect(await writes(shop)).toEqual(['DELETE'])
})

test('a picture in which nothing can be seen is doubted, and can be used all the same', async ({
  till,
  shop,
}) => {
  await openCamera(till)
  const file = await till.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 1200 })
    const context = canvas.getContext('2d')
    if (context !== null) context.fillStyle = '#808080'
    context?.fillRect(0, 0, 900, 1200)
    return canvas.toDataURL('image/png').replace(/^.*,/, '')
  })
  const buffer = Buffer.from(file, 'base64')
  await till
    .getByLabel('Photo from a file')
    .setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer })
  await expect(dialog(till).getByText('There’s nothing to see.')).toBeVisible()
  await agrees(till).check()
  await button(till, 'Use it all the same').click()
  await expect(photoOf(till)).toHaveAttribute('data-photo-state', 'shown')
  expect(await writes(shop)).toEqual(['POST'])
})

test('a camera that is refused is said in words, and so is a file that is no photo', async ({ openTill }) => {
  const till = await openTill([...aCamera, '--deny-permission-prompts'], {})
  await show(till, nobodys)
  await button(till, 'Take photo').click()
  await expect(dialog(till).getByText('The camera isn’t allowed here.')).toBeVisible()
  const pdf = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4\n'.repeat(3000)) }
  await till.getByLabel('Photo from a file').setInputFiles(pdf)
  await expect(dialog(till).getByRole('alert')).toContainText('it isn’t a photo')
})

test('a till without a camera says so', async ({ openTill }) => {
  const till = await openTill(noCamera)
  await show(till, nobodys)
  await button(till, 'Take photo').click()
  await expect(dialog(till).getByText('No camera found.')).toBeVisible()
})

test('axe finds no fault with the dialog, and the chosen camera is remembered at this till', async ({
  till,
}) => {
  await openCamera(till)
  expect(await axeFaults(till)).toEqual([])
  await button(till, 'Other camera').click()
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await shutter(till).click()
  await expect(taken(till)).toBeVisible()
  expect(await axeFaults(till)).toEqual([])
  expect(await till.evaluate(() => document.cookie)).toContain('photo-camera=environment')
})

test('one of several cameras is chosen by its name, and is remembered without it', async ({ openTill }) => {
  const till = await openTill(severalCameras)
  await openCamera(till)
  const choice = dialog(till).getByRole('combobox', { name: 'Camera', exact: true })
  await expect(choice.getByRole('option')).toHaveText([/^fake_device_0/, /^fake_device_1/])
  await choice.selectOption({ index: 1 })
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await expect.poll(() => cameras(till)).toEqual(['ended', 'live'])
  await till.keyboard.press('Escape')
  await button(till, 'Take photo').click()
  await expect(shutter(till)).toHaveAttribute('aria-disabled', 'false')
  await expect(choice.locator('option:checked')).toHaveText(/^fake_device_1/)
  const devices = await till.evaluate(() => window.tracks.map((track) => track.getSettings().deviceId))
  expect(devices[1]).not.toBe(devices[0])
  expect(devices[2]).toBe(devices[1])
  expect(await till.evaluate(() => document.cookie)).not.toContain('fake_device')
})
