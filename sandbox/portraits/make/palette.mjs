export const skin = {
  porcelain: 'f3cfb3',
  light: 'eec09a',
  honey: 'dca477',
  tan: 'c68a5c',
  brown: 'a9683f',
  deep: '7d4a30',
  ebony: '6a4130',
}
export const hair = {
  black: '2a2124',
  brown: '4a2f25',
  chestnut: '70402a',
  auburn: '8e4326',
  blond: 'c99a53',
  steel: '77767c',
  silver: 'c9c7c6',
  white: 'ece8e1',
}
/** Studio paper: the side towards the light, and the far side. */
export const paper = {
  sand: ['e9dfd0', 'b9a88f'],
  sage: ['d6dccb', '93a08a'],
  mist: ['dbe2e6', '94a3ad'],
  clay: ['e8d0c0', 'b58b76'],
  slate: ['b4bdc6', '66727f'],
  rose: ['ead6d3', 'b8928f'],
  teal: ['c3d6d4', '75938f'],
  stone: ['e2e0db', 'a09d96'],
  plum: ['cfc4d0', '86768b'],
  dusk: ['c3c8d8', '757d99'],
}
