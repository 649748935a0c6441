import { readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import sharp from 'sharp'

import { drawPerson } from './draw.mjs'
import { people } from './people.mjs'
import { photograph } from './studio.mjs'

const folder = new URL('../', import.meta.url)
const path = (file) => fileURLToPath(new URL(file, folder))

const WIDTH = 900
const HEIGHT = 1200

// In Open Peeps' units. The head takes a little over half of the height, and most sleeves end outside.
const VIEW = { centre: 368, width: 690, air: 0.09 }

const encoders = {
  jpg: (picture) => picture.jpeg({ quality: 89, chromaSubsampling: '4:4:4', mozjpeg: true }),
  webp: (picture) => picture.webp({ quality: 88 }),
  png: (picture) => picture.png({ palette: true, colours: 64, dither: 0, effort: 10 }),
  avif: (picture) => picture.avif({ quality: 68 }),
}

const shotsOf = ({ shots = [{}], ...person }) =>
  shots.map((shot, at) => {
    const name = shots.length > 1 ? `${person.person}-${at + 1}` : person.person
    return { ...person, ...shot, shot: at + 1, file: `${name}.${person.format ?? 'jpg'}` }
  })

/** What of the drawing is shown: the whole hair, a little air above it, shoulders to the edges. */
async function frameOf(shot) {
  const width = VIEW.width / (shot.zoom ?? 1)
  const height = (width * HEIGHT) / WIDTH
  const wide = { left: -400, top: -300, width: 1600, height: 1600 }
  const { info } = await sharp(Buffer.from(drawPerson(shot, wide)))
    .trim()
    .toBuffer({ resolveWithObject: true })
  const crown = wide.top - info.trimOffsetTop
  return { left: VIEW.centre - width / 2, top: crown - height * VIEW.air, width, height }
}

async function make() {
  const shots = people.flatMap(shotsOf)
  for (const [at, shot] of shots.entries()) {
    const person = Buffer.from(drawPerson(shot, await frameOf(shot)))
    const picture = await photograph({
      person,
      backdrop: shot.backdrop,
      width: WIDTH,
      height: HEIGHT,
      seed: at + 1,
    })
    await encoders[shot.format ?? 'jpg'](picture).toFile(path(shot.file))
  }
  const index = shots.map(({ file, person, shot, description, looks }) => ({
    file,
    person,
    shot,
    description,
    looks,
    width: WIDTH,
    height: HEIGHT,
  }))
  await writeFile(path('index.json'), `${JSON.stringify(index, undefined, 2)}\n`)
}

const KB = 1000

// Weights of photographs as a vendor stores them, in kB: the sandbox should cost what the real thing costs.
const limits = { jpg: [150, 240], webp: [100, 240], png: [200, 900], avif: [80, 240] }

async function faultsOf({ file, width, height }) {
  const found = await stat(path(file)).catch(() => undefined)
  if (found === undefined) return [`${file} is missing`]
  const picture = await sharp(path(file)).metadata()
  const weight = Math.round(found.size / KB)
  const [least, most] = limits[file.split('.').at(-1)]
  return [
    ...(picture.width === width && picture.height === height
      ? []
      : [`${file} is ${picture.width}x${picture.height}`]),
    ...(weight >= least && weight <= most ? [] : [`${file} weighs ${weight} kB`]),
  ]
}

async function check() {
  const index = JSON.parse(await readFile(path('index.json'), 'utf8'))
  const faults = (await Promise.all(index.map(faultsOf))).flat()
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.stdout.write(`${index.length} pictures, ${faults.length} faults\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

await (process.argv.includes('--check') ? check() : make())
