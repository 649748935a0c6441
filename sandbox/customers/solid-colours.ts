import type { Customer } from './customer.ts'
import { solid } from './pictures.ts'
import type { Rgb } from './png.ts'

const FIRST_ID = 700_000_001

// Far apart from each other in RGB, so that one pixel tells whose picture it comes from.
const colours: readonly (readonly [name: string, rgb: Rgb])[] = [
  ['Red', [220, 20, 20]],
  ['Green', [20, 160, 20]],
  ['Blue', [20, 20, 220]],
  ['Yellow', [240, 230, 20]],
  ['Magenta', [230, 20, 230]],
  ['Cyan', [20, 230, 230]],
  ['Orange', [245, 130, 20]],
  ['Purple', [120, 20, 170]],
  ['Teal', [20, 125, 125]],
  ['Lime', [140, 245, 20]],
  ['Pink', [250, 150, 190]],
  ['Brown', [120, 65, 20]],
  ['Navy', [10, 15, 100]],
  ['Olive', [125, 125, 20]],
  ['Maroon', [115, 10, 40]],
  ['Mint', [140, 250, 170]],
  ['Lavender', [180, 150, 250]],
  ['Peach', [250, 200, 150]],
  ['Sky', [60, 150, 250]],
  ['Forest', [10, 70, 30]],
  ['Rose', [245, 30, 120]],
  ['Violet', [110, 70, 240]],
  ['Sand', [185, 165, 110]],
  ['Slate', [90, 105, 130]],
]

/** 24 customers whose photo is one colour, named in the customer's name: for tests that read pixels. */
export const solidColours: readonly Customer[] = colours.map(([name, rgb], position) => ({
  userId: FIRST_ID + position,
  name: ['Solid', name],
  email: `solid.${name.toLowerCase()}@example.net`,
  // 555-0100 to 555-0199 belong to nobody (North American Numbering Plan).
  mobile: `120255501${String(position + 1).padStart(2, '0')}`,
  photos: [{ picture: solid(rgb) }],
}))

/** userId → colour of the photo (version 1). */
export const solidColourOf: ReadonlyMap<number, Rgb> = new Map(
  colours.map(([, rgb], position) => [FIRST_ID + position, rgb] as const),
)
