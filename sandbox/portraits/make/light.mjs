/** Mixes a colour with a grey level, 0 for black and 255 for white. */
const mix = (hex, level, share) =>
  `#${[0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) * (1 - share) + level * share)
    .map((value) => Math.round(value).toString(16).padStart(2, '0'))
    .join('')}`

const stop = (offset, colour, opacity = 1) =>
  `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`

const gradient = (id, [x1, y1, x2, y2], stops) =>
  `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">
    ${stops.join('')}
  </linearGradient>`

const hairGradient = (hair) =>
  gradient(
    'hair',
    [120, 40, 330, 560],
    [stop(0, mix(hair, 255, 0.12)), stop(0.5, mix(hair, 255, 0.02)), stop(1, mix(hair, 0, 0.2))],
  )

const SKIN_LIGHT = gradient(
  'skinLight',
  [20, 120, 560, 520],
  [stop(0, '#fff', 0.16), stop(0.5, '#fff', 0), stop(1, '#2b0f0a', 0.16)],
)

const CLOTH_LIGHT = gradient(
  'clothLight',
  [60, 560, 640, 1040],
  [stop(0, '#fff', 0.12), stop(0.35, '#fff', 0.04), stop(0.55, '#0b0a14', 0.03), stop(1, '#0b0a14', 0.24)],
)

/** What a drawing refers to: light from the upper left on hair, skin and cloth, and the shapes that clip. */
export const definitions = ({ hair, skinPath, clothPath, facePath }) => `<defs>
  ${hair === undefined ? '' : hairGradient(hair)}${SKIN_LIGHT}${CLOTH_LIGHT}
  <filter id="soft" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="14"/></filter>
  <clipPath id="face" transform="matrix(.99789 0 0 1 156 62)"><path d="${facePath}"/></clipPath>
  <clipPath id="neck"><path d="${skinPath}"/></clipPath>
  <clipPath id="cloth"><path d="${clothPath}" clip-rule="evenodd"/></clipPath>
</defs>`
