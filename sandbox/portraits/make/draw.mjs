import { createAvatar } from '@dicebear/core'
import * as openPeeps from '@dicebear/open-peeps'

import { garmentLayers } from './garments.mjs'
import { definitions } from './light.mjs'
import { markLayers } from './marks.mjs'

const INK = '#241d22'

// Open Peeps takes one colour for all cloth and draws hair and outlines in one black: its layers are drawn in
// stand-in colours and repainted one by one.
const STAND_IN = { skin: 'fe0001', cloth: 'fe0002', contrast: 'fe0003' }

const one = (name) => (name === undefined ? [] : [name])
const chance = (name) => (name === undefined ? 0 : 100)

/** The six layers of an Open Peeps bust, back to front, as SVG text in stand-in colours. */
function layersOf({ head, face = 'smile', beard, glasses }) {
  const svg = createAvatar(openPeeps, {
    seed: 'countersign',
    head: [head],
    face: [face],
    skinColor: [STAND_IN.skin],
    clothingColor: [STAND_IN.cloth],
    headContrastColor: [STAND_IN.contrast],
    facialHair: one(beard?.shape),
    facialHairProbability: chance(beard),
    accessories: one(glasses),
    accessoriesProbability: chance(glasses),
    maskProbability: 0,
  }).toString()
  const body = svg.slice(svg.indexOf('<g fill-rule'), svg.lastIndexOf('</g>'))
  const [torso, ...placed] = body.split(/(?=<g transform=)/)
  const [headLayer, faceLayer, beardLayer, , glassesLayer] = placed
  return { torso, head: headLayer, face: faceLayer, beard: beardLayer, glasses: glassesLayer }
}

const paint = (layer, colours) =>
  Object.entries(colours).reduce(
    (text, [from, to]) => text.replaceAll(`fill="#${from}"`, `fill="${to}"`),
    layer,
  )

const pathsIn = (colour) => new RegExp(`(<path [^>]*?)fill="#${colour}"/>`, 'g')

/** Lays a soft light over every shape of one colour by drawing the shape once more. */
const lit = (layer, colour, light) =>
  layer.replace(pathsIn(colour), (path, start) => `${path}${start}fill="${light}"/>`)

const outlineOf = (layer, colour) => / d="([^"]+)"/.exec(layer.match(pathsIn(colour))[0])[1]

const CHIN_SHADOW =
  '<ellipse cx="398" cy="588" rx="120" ry="66" fill="#2b0f0a" opacity=".3" filter="url(#soft)"/>'

function torsoOf({ torso, skinPath, clothPath, skin, garment }) {
  const [ink] = /<path d="[^"]+" fill="#000"\/>/.exec(torso)
  return `<g fill-rule="evenodd" clip-rule="evenodd">
    <path d="${skinPath}" fill="#${skin}"/><path d="${skinPath}" fill="url(#skinLight)"/>
    <g clip-path="url(#neck)">${CHIN_SHADOW}</g>
    <g clip-path="url(#cloth)">
      ${garmentLayers(garment, clothPath, INK)}<path d="${clothPath}" fill="url(#clothLight)"/>
    </g>
    ${paint(ink, { '000': INK })}
  </g>`
}

function headOf(look) {
  const outlinedHair = look.head.includes(STAND_IN.contrast)
  const black = outlinedHair || look.hair === undefined ? INK : 'url(#hair)'
  const hair = outlinedHair ? 'url(#hair)' : INK
  return paint(lit(look.head, STAND_IN.skin, 'url(#skinLight)'), {
    '000': black,
    [STAND_IN.skin]: `#${look.skin}`,
    [STAND_IN.cloth]: `#${look.headwear ?? 'b9a88f'}`,
    [STAND_IN.contrast]: hair,
  })
}

/**
 * Draws one shot of a person, transparent around them, as an SVG in Open Peeps' own units: the crown is near
 * y=80, the chin near y=600, the shoulders run from x=-35 to x=740.
 * @param {{left: number, top: number, width: number, height: number}} frame what of the drawing is seen
 */
export function drawPerson(shot, { left, top, width, height }) {
  const layers = layersOf(shot)
  const look = {
    ...shot,
    ...layers,
    skinPath: outlineOf(layers.torso, STAND_IN.skin),
    clothPath: outlineOf(layers.torso, STAND_IN.cloth),
    facePath: outlineOf(layers.head, STAND_IN.skin),
  }
  const beard = `#${shot.beard?.colour}`
  const view = `viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${view}>
    ${definitions(look)}
    ${torsoOf(look)}
    ${headOf(look)}
    ${markLayers(shot, INK)}
    ${paint(look.face, { '000': INK })}
    ${paint(look.beard, { '000': beard, [STAND_IN.contrast]: beard })}
    ${paint(look.glasses, { '000': INK, fff: `#${shot.frames}` })}
  </svg>`
}
