/** What was entered to enrol somebody, by the names of the fields, and the identifier it belongs to. */
export type EnrolmentDraft = { of: string; entered: Readonly<Record<string, string>> }

let draft: EnrolmentDraft | undefined

/** Keeps what was entered, in memory only, until the customer is enrolled or another associate comes. */
export const keepEnrolmentDraft = (kept: EnrolmentDraft | undefined) => {
  draft = kept
}

/** @param of the identifier: what was entered for another one is not given */
export const keptEnrolmentDraft = (of: string) => (draft?.of === of ? draft.entered : {})
