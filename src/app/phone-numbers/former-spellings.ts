/**
 * Where a numbering plan changed, a record may still hold the former spelling. Each row: present form, its former form, former form,
 * its present form; digits with country code, without a plus. `$1` and so on are what the two share.
 *
 * @see https://www.itu.int/oth/T0202.aspx?parent=T0202 (national numbering plans)
 */
const changes: [present: RegExp, toFormer: string, former: RegExp, toPresent: string][] = [
  // Mexico, 2019: no 1 after the country code.
  [/^52([2-9]\d{9})$/, '521$1', /^521([2-9]\d{9})$/, '52$1'],
  // Brazil, 2012 to 2016: a ninth digit.
  [/^55([1-9]\d)9([6-9]\d{7})$/, '55$1$2', /^55([1-9]\d)([6-9]\d{7})$/, '55$19$2'],
  // Argentina: mobiles have a 9 when called from abroad.
  [/^549([1-3]\d{9})$/, '54$1', /^54([1-3]\d{9})$/, '549$1'],
  // Italy: mobiles lost their 0 in 2001.
  [/^39(3\d{8,9})$/, '390$1', /^390(3\d{8,9})$/, '39$1'],
  // Ivory Coast, 2021: ten digits, by operator.
  [/^22501(\d[0-3]\d{6})$/, '225$1', /^225(\d[0-3]\d{6})$/, '22501$1'],
  [/^22505(\d[4-6]\d{6})$/, '225$1', /^225(\d[4-6]\d{6})$/, '22505$1'],
  [/^22507(\d[7-9]\d{6})$/, '225$1', /^225(\d[7-9]\d{6})$/, '22507$1'],
  // Benin, 2024: ten digits.
  [/^22901([4-9]\d{7})$/, '229$1', /^229([4-9]\d{7})$/, '22901$1'],
  // Vietnam, 2018: eleven digits became ten.
  [/^843([2-9]\d{7})$/, '8416$1', /^8416([2-9]\d{7})$/, '843$1'],
  [/^845([68]\d{7})$/, '8418$1', /^8418([68]\d{7})$/, '845$1'],
  [/^8459(\d{7})$/, '84199$1', /^84199(\d{7})$/, '8459$1'],
  [/^8470(\d{7})$/, '84120$1', /^84120(\d{7})$/, '8470$1'],
  [/^8479(\d{7})$/, '84121$1', /^84121(\d{7})$/, '8479$1'],
  [/^8477(\d{7})$/, '84122$1', /^84122(\d{7})$/, '8477$1'],
  [/^8476(\d{7})$/, '84126$1', /^84126(\d{7})$/, '8476$1'],
  [/^8478(\d{7})$/, '84128$1', /^84128(\d{7})$/, '8478$1'],
  [/^848([345])(\d{7})$/, '8412$1$2', /^8412([345])(\d{7})$/, '848$1$2'],
  [/^8481(\d{7})$/, '84127$1', /^84127(\d{7})$/, '8481$1'],
  [/^8482(\d{7})$/, '84129$1', /^84129(\d{7})$/, '8482$1'],
]

/** The present spelling of a number, and the former one, if the plan of its country changed. */
export function spellings(digits: string): { present: string; former: string } | undefined {
  for (const [present, toFormer, former, toPresent] of changes) {
    if (present.test(digits)) return { present: digits, former: digits.replace(present, toFormer) }
    if (former.test(digits)) return { present: digits.replace(former, toPresent), former: digits }
  }
  return undefined
}
