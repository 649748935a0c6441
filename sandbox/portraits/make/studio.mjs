import sharp from 'sharp'

/**
 * Mulberry32: the same grain on every machine.
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Grey noise around the middle grey, which a soft-light blend leaves as it is. */
function noise({ width, height, seed, spread }) {
  const random = randomFrom(seed)
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 3)
    pixels.fill(Math.round(128 + (random() + random() - 1) * spread), at, at + 3)
  return { input: pixels, raw: { width, height, channels: 3 } }
}

/** The faint unevenness of hand-painted studio paper. */
async function cloudy({ width, height, seed }) {
  const { input, raw } = noise({ width: 9, height: 12, seed, spread: 30 })
  const pixels = await sharp(input, { raw })
    .resize(width, height, { kernel: 'cubic' })
    .blur(60)
    .raw()
    .toBuffer()
  return { input: pixels, raw: { width, height, channels: 3 } }
}

const radial = (width, height, [cx, cy, r], stops) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <radialGradient id="fill" cx="${cx}" cy="${cy}" r="${r}">${stops}</radialGradient>
    <rect width="100%" height="100%" fill="url(#fill)"/>
  </svg>`)

const paper = ([lit, far], width, height) =>
  radial(
    width,
    height,
    [0.42, 0.36, 0.85],
    `<stop offset="0" stop-color="#${lit}"/><stop offset="1" stop-color="#${far}"/>`,
  )

const vignette = (width, height) =>
  radial(
    width,
    height,
    [0.5, 0.45, 0.8],
    '<stop offset=".62" stop-opacity="0"/><stop offset="1" stop-opacity=".2"/>',
  )

/** The shadow a sitter throws on the paper behind, away from the light at the upper left. */
async function shadowOf(person, width, height) {
  const [right, down] = [48, 36]
  const moved = await sharp(person)
    .extractChannel(3)
    .extend({ left: right, top: down, extendWith: 'copy' })
    .png()
    .toBuffer()
  const alpha = await sharp(moved)
    .extract({ left: 0, top: 0, width, height })
    .toColourspace('b-w')
    .blur(64)
    .linear(0.19)
    .raw()
    .toBuffer()
  const shadow = sharp({ create: { width, height, channels: 3, background: '#1b1420' } })
  return shadow
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}

/** Sets a drawn person before studio paper, and adds a vignette and the grain of a film. */
export async function photograph({ person, backdrop, width, height, seed }) {
  const sitter = await sharp(person, { density: 144 }).resize(width, height).png().toBuffer()
  const scene = await sharp(paper(backdrop, width, height))
    .composite([
      { ...(await cloudy({ width, height, seed })), blend: 'soft-light' },
      { input: await shadowOf(sitter, width, height) },
      { input: sitter },
      { input: vignette(width, height) },
      { ...noise({ width, height, seed: seed + 1000, spread: 28 }), blend: 'soft-light' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer()
  return sharp(scene, { raw: { width, height, channels: 3 } })
}
