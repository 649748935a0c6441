import type { Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { cameras, test } from '../support/camera-till.ts'
import { setVisibility } from '../support/counter.ts'
import { aCamera, aCameraThatSees, noCamera } from '../support/fake-camera.ts'
import { expect } from '../support/fixtures.ts'

const button = (page: Page) => page.getByRole('button', { name: 'Scan with the camera' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Scan with the camera' })

async function scan(page: Page, path = '/') {
  await page.goto(path)
  await button(page).click()
  await expect(dialog(page)).toBeVisible()
}

const looksForCode = (page: Page) => expect(dialog(page).getByText('Hold up a QR code')).toBeVisible()

test('a QR code held in front of the camera opens its customer, and the camera goes off', async ({
  openTill,
  shop,
}, testInfo) => {
  const page = await openTill(await aCameraThatSees('565039505', testInfo.outputPath('code.y4m')))
  const complaints: string[] = []
  page.on('console', (message) => {
    // The shell is not what is tested here.
    if (message.text() !== 'Service Worker registration blocked by Playwright')
      complaints.push(message.text())
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await page.goto('/')
  await button(page).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aditi Khan')
  await expect(page.getByLabel('Find a customer')).toHaveValue('565039505')
  await expect(dialog(page)).toHaveCount(0)
  expect(await cameras(page)).toEqual(['ended'])
  expect(complaints).toEqual([])
  expect(new Set(asked.map((address) => new URL(address).origin))).toEqual(new Set([shop.url]))
})

test('the decoder of codes is fetched by whoever scans, and by nobody else', async ({ openTill }) => {
  const page = await openTill(aCamera)
  const modules: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) modules.push(request.url())
  })
  await page.goto('/customers/565039505')
  await expect(page.locator('figure')).toHaveAttribute('data-photo-state', 'shown')
  expect(modules).toEqual([])
  await button(page).click()
  await looksForCode(page)
  expect(modules).toHaveLength(1)
})

for (const [how, close] of [
  ['by its button', (page: Page) => dialog(page).getByRole('button', { name: 'Close' }).click()],
  ['by Escape', (page: Page) => page.keyboard.press('Escape')],
] as const) {
  test(`closed ${how}, the camera is off and the focus is back`, async ({ openTill }) => {
    const page = await openTill(aCamera)
    await scan(page)
    await looksForCode(page)
    expect(await cameras(page)).toEqual(['live'])
    await close(page)
    await expect(dialog(page)).toHaveCount(0)
    await expect(button(page)).toBeFocused()
    await expect.poll(() => cameras(page)).toEqual(['ended'])
  })
}

test('the camera goes off when the screen is locked, and stays off until somebody scans again', async ({
  openTill,
}) => {
  const page = await openTill(aCamera)
  await scan(page)
  await looksForCode(page)
  await setVisibility(page, 'hidden')
  await expect(dialog(page).getByText('The camera is off.')).toBeVisible()
  expect(await cameras(page)).toEqual(['ended'])
  await setVisibility(page, 'visible')
  await dialog(page).getByRole('button', { name: 'Scan again' }).click()
  await looksForCode(page)
  expect(await cameras(page)).toEqual(['ended', 'live'])
})

test('a minute without a code turns the camera off', async ({ openTill }) => {
  const page = await openTill(aCamera)
  await page.clock.install()
  await scan(page)
  await looksForCode(page)
  await page.clock.fastForward(60_000)
  await expect(dialog(page).getByText('No code found in a minute.')).toBeVisible()
  expect(await cameras(page)).toEqual(['ended'])
})

test('a camera that another program takes away is said to be taken', async ({ openTill }) => {
  const page = await openTill(aCamera)
  await scan(page)
  await looksForCode(page)
  await page.evaluate(() => window.tracks[0]?.dispatchEvent(new Event('ended')))
  await expect(dialog(page).getByText('The camera can’t be used right now.')).toBeVisible()
})

test('a camera that is not allowed is said in words, with what to do', async ({ openTill }) => {
  const page = await openTill([...aCamera, '--deny-permission-prompts'], {})
  await scan(page)
  await expect(dialog(page).getByText('The camera isn’t allowed here.')).toBeVisible()
  await expect(dialog(page).getByText('Allow it in the browser’s settings')).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a till without a camera says so', async ({ openTill }) => {
  const page = await openTill(noCamera)
  await scan(page)
  await expect(dialog(page).getByText('No camera found.')).toBeVisible()
})

test('an address that is not secure has no camera, and says so', async ({ openTill, baseURL }) => {
  const address = new URL(baseURL)
  address.hostname = 'till.example'
  const page = await openTill([...aCamera, '--host-resolver-rules=MAP till.example 127.0.0.1'], {})
  for (const { name, value } of await page.context().cookies())
    await page.context().addCookies([{ name, value, domain: address.hostname, path: '/' }])
  await scan(page, address.href)
  await expect(dialog(page).getByText('This browser can’t use a camera here.')).toBeVisible()
  await expect(dialog(page).getByRole('button')).toHaveText(['Close'])
})

test('a decoder that does not arrive turns the camera off, and can be tried again', async ({ openTill }) => {
  const page = await openTill(aCamera)
  await page.route('**/*.wasm', (route) => route.abort())
  await scan(page)
  await expect(dialog(page).getByText('The code reader couldn’t be loaded.')).toBeVisible()
  expect(await cameras(page)).toEqual(['ended'])
  await page.unroute('**/*.wasm')
  await dialog(page).getByRole('button', { name: 'Try again' }).click()
  await looksForCode(page)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault with the camera and with its absence in ${colorScheme}`, async ({ openTill }) => {
    const page = await openTill(aCamera, { colorScheme, permissions: ['camera'] })
    await scan(page)
    await looksForCode(page)
    expect(await axeFaults(page)).toEqual([])
    await setVisibility(page, 'hidden')
    await expect(dialog(page).getByText('The camera is off.')).toBeVisible()
    expect(await axeFaults(page)).toEqual([])
  })
}
