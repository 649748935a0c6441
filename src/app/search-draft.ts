let draft = ''

/** Keeps the text of the search box, in memory only, so that an associate who unlocks in time finds it again. */
export const keepDraft = (text: string) => {
  draft = text
}

export const keptDraft = () => draft
