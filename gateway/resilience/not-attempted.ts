/** The upstream was not asked: there was no room, or those who have asked it lately got nothing. */
export class Unasked extends Error {
  override readonly name = 'Unasked'
}
