import { digitValue } from '#contract/store/digits.ts'

/** Anything that is no mark on the paper: format characters, private use, unassigned, lone surrogates, fillers. */
const invisible = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu

/** Spaces of every width, line breaks, and the control characters a scanner puts between fields. */
const blank = /[\p{Z}\p{Cc}]+/gu

/**
 * Rewrites a text so that what looks the same is the same: digits of every script become 0-9, full-width and half-width forms
 * their plain letters, every dash `-`, every run of spaces, line breaks and control characters one space; direction marks,
 * zero-width characters and the like vanish.
 *
 * @see https://www.unicode.org/reports/tr15/ (NFKC)
 */
export const fold = (text: string) =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, digitValue)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    // A Japanese keyboard's dash key writes the long-vowel mark.
    .replace(/(?<=\d)\u30FC(?=\d)/g, '-')
    .replace(blank, ' ')
    .trim()

/** A name keeps its spelling: NFC, single spaces, nothing invisible, and none of the emoji and commas around it. */
export const foldName = (text: string) =>
  text
    .replace(invisible, '')
    .replace(
      /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u20E3,\u060C\u3001\uFE50\uFE51\uFF0C\uFF64]/gu,
      ' ',
    )
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .normalize('NFC')
    .replace(blank, ' ')
    .trim()
