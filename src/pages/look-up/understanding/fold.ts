import { digitValue } from '#contract/store/digits.ts'

/** Characters without a visible form: format characters, private use, unassigned, lone surrogates, fillers. */
const invisible = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu

/** Spaces of every width, line breaks, and the control characters that a scanner puts between fields. */
const blank = /[\p{Z}\p{Cc}]+/gu

/**
 * Rewrites a text so that texts that look the same become equal: digits of every script become 0-9; full-width and half-width forms
 * become plain letters; every dash becomes `-`; every run of spaces, line breaks and control characters becomes one space;
 * direction marks, zero-width characters and similar are removed.
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

/** Tidies a name but keeps its spelling: NFC, single spaces, no invisible characters, and no emoji or commas around it. */
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
