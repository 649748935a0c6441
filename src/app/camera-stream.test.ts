import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openCamera, type CameraChoice } from './camera-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class Track extends EventTarget {
  isOn = true
  stop() {
    this.isOn = false
  }
}

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'
  hide() {
    this.visibilityState = 'hidden'
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

/** A till with a camera of two tracks, and its events. */
function openTill() {
  const tracks = [new Track(), new Track()]
  const page = new Page()
  const closing = new AbortController()
  const asked: MediaStreamConstraints[] = []
  const devices = {
    getUserMedia: async (wanted: MediaStreamConstraints) => {
      asked.push(wanted)
      return { getTracks: () => tracks }
    },
  }
  return {
    tracks,
    page,
    asked,
    close: () => closing.abort(),
    isOn: () => tracks.some(({ isOn }) => isOn),
    ask: (choice?: CameraChoice) =>
      openCamera(devices, { page, closed: closing.signal }, choice === undefined ? {} : { choice }),
    async open() {
      const camera = await this.ask()
      if (typeof camera === 'string') throw new Error(camera)
      return camera
    },
  }
}

test.each([
  ['NotAllowedError', 'refused'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['SecurityError', 'impossible'],
  ['InvalidStateError', 'impossible'],
])('a camera that answers %s is %s', async (name, trouble) => {
  const { page } = openTill()
  const devices = { getUserMedia: () => Promise.reject(new DOMException('the browser’s own words', name)) }
  expect(await openCamera(devices, { page, closed: new AbortController().signal })).toBe(trouble)
})

test('where the page is not secure, a camera is impossible', async () => {
  const { page } = openTill()
  expect(await openCamera(undefined, { page, closed: new AbortController().signal })).toBe('impossible')
})

test('the camera at the back is wished for, none is insisted on, and nobody listens', async () => {
  const till = openTill()
  await till.open()
  expect(till.asked).toMatchObject([{ audio: false, video: { facingMode: 'environment' } }])
})

test('the camera is on until the dialog closes', async () => {
  const till = openTill()
  const camera = await till.open()
  expect(till.isOn()).toBe(true)
  till.close()
  expect(till.isOn()).toBe(false)
  expect(await camera.ended).toBe('closed')
})

test('a camera that is allowed after the dialog closed goes off at once', async () => {
  const till = openTill()
  const asking = till.ask()
  till.close()
  await asking
  expect(till.isOn()).toBe(false)
})

test('the camera goes off when the screen is locked', async () => {
  const till = openTill()
  const camera = await till.open()
  till.page.hide()
  expect(till.isOn()).toBe(false)
  expect(await camera.ended).toBe('outOfSight')
})

test('a camera that is allowed while nobody can see the page goes off at once', async () => {
  const till = openTill()
  till.page.hide()
  const camera = await till.open()
  expect(till.isOn()).toBe(false)
  expect(await camera.ended).toBe('outOfSight')
})

test('the camera goes off after a minute', async () => {
  const till = openTill()
  const camera = await till.open()
  vi.advanceTimersByTime(59_999)
  expect(till.isOn()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(till.isOn()).toBe(false)
  expect(await camera.ended).toBe('timeUp')
})

test('a camera that is unplugged is turned off as a whole', async () => {
  const till = openTill()
  const camera = await till.open()
  till.tracks[0]?.dispatchEvent(new Event('ended'))
  expect(till.isOn()).toBe(false)
  expect(await camera.ended).toBe('busy')
})

test('after a read the camera is off, and nothing waits for it any more', async () => {
  const till = openTill()
  const camera = await till.open()
  camera.stop()
  expect(till.isOn()).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})

test('a camera is asked for by its side or by its identifier', async () => {
  const till = openTill()
  await till.ask()
  await till.ask({ facing: 'user' })
  await till.ask({ deviceId: 'a1' })
  expect(till.asked.map(({ video }) => video)).toEqual([
    { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
    { deviceId: { exact: 'a1' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  ])
})

test('if the chosen camera is not connected, another one is used; if it is in use, that is said', async () => {
  const { page } = openTill()
  const fails =
    (name: string) =>
    async ({ video }: MediaStreamConstraints) => {
      if (typeof video === 'object' && video.deviceId !== undefined) throw new DOMException('', name)
      return { getTracks: () => [new Track()] }
    }
  const ask = (name: string) =>
    openCamera(
      { getUserMedia: fails(name) },
      { page, closed: new AbortController().signal },
      { choice: { deviceId: 'a1' } },
    )
  expect(await ask('OverconstrainedError')).toMatchObject({ stream: expect.anything() })
  expect(await ask('NotReadableError')).toBe('busy')
})
