/** The upstream was not asked, because there was no room or because recent calls to it failed. */
export class NotAttempted extends Error {
  override readonly name = 'NotAttempted'
}
