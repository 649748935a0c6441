const dot = (x, y, r, colour, opacity = 1) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" opacity="${opacity}"/>`

const fine = (d, ink) =>
  `<path d="${d}" fill="none" stroke="${ink}" stroke-opacity=".42" stroke-width="4.5" stroke-linecap="round"/>`

const FRECKLES = [
  [372, 408],
  [390, 420],
  [408, 406],
  [424, 422],
  [396, 400],
  [532, 410],
  [546, 421],
]

// In Open Peeps' units the eyes are near (400, 360) and (525, 360), the ear near (247, 400).
const drawn = {
  earring: (ink) => `<circle cx="247" cy="446" r="13" fill="#e2b04a" stroke="${ink}" stroke-width="5"/>`,
  mole: () => dot(402, 458, 7, '#3a2018'),
  freckles: () => FRECKLES.map(([x, y]) => dot(x, y, 4, '#a3562f', 0.6)).join(''),
  lines: (ink) => fine('M386 394q16 10 32 1M512 394q14 8 28 0', ink),
  forehead: (ink) => fine('M350 350l-20-9M348 366l-22 2M378 292q34-16 66-6M392 270q34-12 62-4', ink),
  // A full beard leaves holes around the mouth through which bare skin would show like teeth.
  beardedMouth: (ink, { beard }) => `<ellipse cx="484" cy="488" rx="44" ry="28" fill="#${beard.colour}"/>`,
}

const BLUSH = `<g clip-path="url(#face)"><g fill="#d2402f" opacity=".2" filter="url(#soft)">
<ellipse cx="396" cy="424" rx="36" ry="24"/><ellipse cx="526" cy="420" rx="15" ry="20"/></g></g>`

/** Blush and the marks of a shot, as SVG text to be drawn beneath the features of the face. */
export const markLayers = (shot, ink) =>
  BLUSH + (shot.marks ?? []).map((mark) => drawn[mark](ink, shot)).join('')
