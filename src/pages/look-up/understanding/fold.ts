import { digitValue } from '#contract/store/digits.ts'

/** Characters without a visible form: format characters, private use, unassigned, lone surrogates, fillers. */
const invisible = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu

/** Spaces of every width, line breaks, and the control characters that a scanner puts between fields. */
const blank = /[\p{Z}\p{Cc}]+/gu

/**
 * Rewrites a text so that texts that look the same become equal, but keeps the characters between fields (tabs, line breaks, other
 * control characters): digits of every script become 0-9; full-width and half-width forms become plain letters; every dash becomes
 * `-`; every thousands mark becomes a comma; direction marks, zero-width characters and similar are removed.
 *
 * @see https://www.unicode.org/reports/tr15/ (NFKC)
 */
export const foldCharacters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, digitValue)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    // A Japanese keyboard's dash key writes the long-vowel mark.
    .replace(/(?<=\d)\u30FC(?=\d)/g, '-')
    .replace(/(?<=\d)\u066C(?=\d)/g, ',')

/** Makes every run of spaces, line breaks and control characters one space, with none at the ends. */
export const foldBlanks = (text: string) => text.replace(blank, ' ').trim()

export const fold = (text: string) => foldBlanks(foldCharacters(text))

/** Tidies a name but keeps its spelling: NFC, single spaces, plain width, no invisible characters, no emoji or commas around it. */
export const foldName = (text: string) =>
  text
    .replace(invisible, '')
    // The stroke that stretches Arabic words.
    .replaceAll('\u0640', '')
    .replace(/[\uFF01-\uFF5E\uFF66-\uFF9F]+/g, (wide) => wide.normalize('NFKC'))
    .replace(
      /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u20E3,\u060C\u3001\uFE50\uFE51\uFF0C\uFF64]/gu,
      ' ',
    )
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u02BC\u00B4`]/g, '’')
    .normalize('NFC')
    .replace(blank, ' ')
    .trim()
