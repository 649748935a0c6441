// Open Peeps draws one round-necked garment; the cuts below are sewn on it, in its units, and clipped to it.
const NECKLINE = 'M236 598C272 668 322 716 391 716S516 662 530 596'

const line = (d, ink, width = 7) =>
  `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${width}"
    stroke-linecap="round" stroke-linejoin="round"/>`

const faint = (d, ink, opacity) => `<g opacity="${opacity}">${line(d, ink, 4)}</g>`

const seam = (ink) => faint(NECKLINE, ink, 0.55)

const buttons = (x, heights, ink) =>
  heights
    .map((y) => `<circle cx="${x}" cy="${y}" r="8" fill="#f4efe6" stroke="${ink}" stroke-width="4"/>`)
    .join('')

const printed = (outline, size, motif) =>
  `<pattern id="print" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${motif}</pattern>
  <path d="${outline}" fill="url(#print)"/>`

const shirtFront = (ink) =>
  `<g fill="#fff" fill-opacity=".16" stroke="${ink}" stroke-width="7" stroke-linejoin="round">
    <path d="M232 580C258 650 310 700 384 716L300 780C250 730 222 670 206 604z"/>
    <path d="M534 580C522 650 470 706 388 716L470 782C520 730 552 670 562 600z"/>
  </g>
  ${line('M386 718V1200', ink)}${buttons(410, [780, 870, 960], ink)}`

const lapel = (d, colour, ink) =>
  `<path d="${d}" fill="#${colour}"/>
  <path d="${d}" fill="#fff" fill-opacity=".07" stroke="${ink}" stroke-width="7" stroke-linejoin="round"/>`

const cuts = {
  round: (garment, outline, ink) => seam(ink),

  stripes: ({ under }, outline, ink) =>
    printed(outline, 62, `<rect width="62" height="24" y="16" fill="#${under}"/>`) + seam(ink),

  dots: ({ under }, outline, ink) =>
    printed(
      outline,
      46,
      `<g fill="#${under}"><circle cx="12" cy="12" r="5"/><circle cx="35" cy="35" r="5"/></g>`,
    ) + seam(ink),

  checks: ({ under }, outline, ink) =>
    printed(
      outline,
      84,
      `<path d="M0 20h84v26H0zM24 0h26v84H24z" fill="#${under}" opacity=".5"/>
      <path d="M0 66h84M70 0v84" stroke="#fff" stroke-opacity=".45" stroke-width="3"/>`,
    ) + shirtFront(ink),

  shirt: (garment, outline, ink) => shirtFront(ink),

  cardigan: ({ under }, outline, ink) =>
    `<path d="M228 560C250 700 330 820 388 900C440 820 520 700 538 560z" fill="#${under}"/>
    ${line('M228 580C250 700 330 820 388 900V1200M538 570C520 700 440 820 388 900', ink)}
    ${faint('M204 590C230 715 308 835 362 915V1200M562 584C544 712 468 830 414 912V1200', ink, 0.45)}
    ${buttons(388, [950, 1030], ink)}`,

  jacket: ({ colour, under }, outline, ink) =>
    `<path d="M232 560C262 720 330 860 392 990C440 860 510 720 540 560z" fill="#${under}"/>${seam(ink)}
    ${lapel('M232 570L168 668L236 716L206 752C270 840 330 920 392 1000C352 860 272 720 240 585z', colour, ink)}
    ${lapel('M540 562L604 660L540 710L572 748C512 838 448 920 392 1000C424 860 500 720 532 580z', colour, ink)}
    ${line('M392 1000V1200', ink)}`,
}

/** The cloth and what is sewn on it, as SVG text; `outline` is the path of Open Peeps' garment. */
export const garmentLayers = (garment, outline, ink) =>
  `<path d="${outline}" fill="#${garment.colour}"/>${cuts[garment.cut](garment, outline, ink)}`
