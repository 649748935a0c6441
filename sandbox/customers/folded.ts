/** Small letters without the accents of Latin letters, as the search engines that such a search is built on compare. A guess. */
export const folded = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
