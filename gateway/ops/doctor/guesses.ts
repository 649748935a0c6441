import {
  accents,
  deletedPerson,
  embeddedPoints,
  noPhoto,
  noProgramme,
  otherFailures,
  refusedCall,
  severalIds,
  shortSearch,
  staffOfStore,
  statusWords,
  unknownId,
  wordBesideLabel,
  wrongKeyPair,
  type Evidence,
  type Verdict,
} from './guess-verdicts.ts'

export type Guess = { guess: string; verdict: Verdict }

/** What `sandbox/README.md` marks as a guess, and what the calls say about each. A test keeps both lists alike. */
const guesses: readonly [guess: string, judge: (evidence: Evidence) => Verdict][] = [
  [
    'the platform says "no photo" by no `customerImage`, null, an empty list, or an item that failed',
    noPhoto,
  ],
  ['an unknown id is HTTP 200 with error 8015', unknownId],
  ['other failures about a customer are HTTP 200 with their code in `errors`', otherFailures],
  [
    'a call with refused credentials has status 401, and `response` is the outer element of its XML',
    refusedCall,
  ],
  ['a wrong key pair has status 401', wrongKeyPair],
  ['the message about a deleted person stands beside the data and not in `errors`', deletedPerson],
  ['S3 names an expired link before an ended session, and both before a wrong signature', () => 'not seen'],
  ['a one-time code is valid for five minutes', () => 'not seen'],
  ['the numbers of a refused code', () => 'not seen'],
  ['the fixed words of a status other than ACTIVE, SUSPENDED and DELETED', statusWords],
  ["beside an organisation's own label stands the fixed word ACTIVE", wordBesideLabel],
  ['the call by id embeds points and tiers as the call by identifier does', embeddedPoints],
  ['a customer in no programme has code 8089', noProgramme],
  ['the list of staff marks the store of the till by `store_code`', staffOfStore],
  ['if two accounts share an identifier, `entity` is a list of ids', severalIds],
  ['a search ignores accents of Latin letters', accents],
  ['a search looks for nothing shorter than three characters', shortSearch],
  [
    'a new photo is put beside the others, and those behind a deleted one move up (`upload`, `deleteShifts`)',
    () => 'not seen',
  ],
  [
    'the codes about photos (8078 to 8084) come with HTTP 200, in the list that `imageCodes` names',
    () => 'not seen',
  ],
  ['8080 is the answer to an index that no photo has', () => 'not seen'],
  [
    'which code of a group an organisation gives (803, 804, 813 and 818 all say that there are too few points)',
    () => 'not seen',
  ],
  [
    'a redemption that needs a validation code fails with 824, and the check of a wrong code with 808',
    () => 'not seen',
  ],
  ['a failed item of v1.1 stands in an envelope of failure with code 500', () => 'not seen'],
  [
    '`identifierType` of `updateRedemption` is spelt as in other v2 calls, and a reference number that nobody used is code 3801',
    () => 'not seen',
  ],
  ['a reference number that is sent twice redeems twice', () => 'not seen'],
  ["the name of a form's part is `file`, and a kilobyte has 1024 bytes", () => 'not seen'],
]

export const judgeGuesses = (evidence: Evidence): Guess[] =>
  guesses.map(([guess, judge]) => ({ guess, verdict: judge(evidence) }))
