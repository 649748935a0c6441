import { randomInt } from 'node:crypto'

/** Without I, L, O and U, which are easily misread or misheard: https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 3
const groupLength = 4

/** 60 random bits in a form that can be read out: `7K3M-9QXD-2HTW`. */
export const newReceipt = () =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')
