import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Picture } from './photo.ts'
import { type Rgb, solidPng, speakingPng } from './png.ts'

/** A portrait of the committed set, by file name without its ending: `p01`, `p05-3`. Replaced, it shows the next of `others`. */
export function portrait(name: string, ...others: string[]): Picture {
  const names = [name, ...others]
  return (version) => portraitFile(names[(version - 1) % names.length] ?? name)
}

/** A picture of one colour, 900 × 1200; replaced, it keeps its hue and darkens, so that versions can be told apart. */
export const solid = ([red, green, blue]: Rgb): Picture => {
  const drawn = new Map<number, Buffer>()
  return (version) => {
    const shade = 1 / version
    const colour: Rgb = [Math.round(red * shade), Math.round(green * shade), Math.round(blue * shade)]
    const png = drawn.get(version) ?? solidPng(900, 1200, colour)
    drawn.set(version, png)
    return png
  }
}

/** A picture whose file says the words: for tests that look for it where nothing may be. */
export const speaking =
  (words: string): Picture =>
  () =>
    speakingPng(150, 200, words)

const ENDINGS = ['jpg', 'webp', 'png', 'avif', 'heic']
const read = new Map<string, Promise<Buffer>>()

function portraitFile(name: string): Promise<Buffer> {
  const known = read.get(name)
  if (known) return known
  const file = ENDINGS.map((ending) => path.join(portraitFolder(), `${name}.${ending}`)).find(existsSync)
  if (!file) throw new Error(`There is no portrait "${name}" in ${portraitFolder()}`)
  const bytes = readFile(file)
  read.set(name, bytes)
  return bytes
}

// The build bundles this file into dist/, so the portraits are found from the project's root and not from here.
function portraitFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json'))) {
    if (folder === path.dirname(folder)) throw new Error('No package.json above the sandbox')
    folder = path.dirname(folder)
  }
  return path.join(folder, 'sandbox', 'portraits')
}
