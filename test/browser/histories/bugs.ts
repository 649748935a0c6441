/** A file, a text that occurs in it exactly once, and what it is replaced by. */
type Edit = [file: string, from: string, to: string]

/** A mistake somebody could make. */
export type Bug = {
  name: string
  edits: Edit[]
  /** The rule by which it must be found. */
  breaks: string
}

const customers = 'src/api/customers.ts'
const queryClient = 'src/app/query-client.ts'
const picture = 'src/api/picture.ts'
const request = 'src/api/request.ts'
const elapsedTime = 'src/api/elapsed-time.ts'
const customer = 'contract/customer/customer.ts'
const photo = 'contract/customer/photo.ts'
const screen = 'test/browser/histories/screen.ts'

const noHeartbeat: Edit = [
  queryClient,
  'setInterval(look, heartbeat)',
  'setInterval(() => elapsedTime(), heartbeat)',
]
const noInterval: Edit = [
  customers,
  'refetchInterval: ({ state }: LookUp) => {',
  'refetchInterval: ({ state }: LookUp) => {\n      if (state.data) return false',
]
const noPauseAfterFailure: Edit = [
  customers,
  'return error === null || (canPass(error) && sinceFailure >= pauseAfterFailure)',
  'return sinceFailure >= 0',
]

/** Where one of our defences hides the lack of another, both are taken away. */
export const bugs: Bug[] = [
  {
    name: 'the customer is not in the key',
    breaks: 'another customer’s record on screen',
    edits: [[customers, "queryKey: ['customers', userId],", "queryKey: ['customers', 'one'],"]],
  },
  {
    name: 'the picture’s key has its place and not its customer',
    breaks: 'another customer’s face on screen',
    edits: [
      [
        customers,
        "queryKey: ['customers', userId, 'photos', photo.identity]",
        "queryKey: ['customers', 'photos', `${photo.position}#${photo.version}`]",
      ],
      [queryClient, 'picture.release()', 'void picture'],
    ],
  },
  {
    name: 'the last customer’s record stays until the next one’s is there, on a screen that is used again',
    breaks: 'another customer’s record on screen',
    edits: [
      [
        customers,
        '    retry: isWorthRetrying,',
        '    retry: isWorthRetrying,\n    placeholderData: keepPreviousData,',
      ],
      [
        screen,
        'const lookUp = new QueryObserver(',
        `const lookUp = (client.reused ??= new QueryObserver(client, product.customerQuery(userId)))
  lookUp.setOptions(product.customerQuery(userId))
  void new QueryObserver(`,
      ],
    ],
  },
  {
    name: 'the customer’s id in an answer is not compared',
    breaks: 'another customer’s record on screen',
    edits: [
      [customer, 'if (wire.id !== askedId) throw', 'if (wire.id === "") throw'],
      [customer, 'if (!isAbsentOr(askedId, ownerId)) throw', 'if (!isAbsentOr(askedId, undefined)) throw'],
    ],
  },
  {
    name: 'the profiles of an answer may be another customer’s',
    breaks: 'another customer’s record on screen',
    edits: [
      [customer, 'if (!isAbsentOr(askedId, ownerId)) throw', 'if (!isAbsentOr(askedId, undefined)) throw'],
    ],
  },
  {
    name: 'a photo’s owner is told by its file name alone',
    breaks: 'another customer’s face on screen',
    edits: [[photo, '    ownerInStorageKey(file.s3Token),\n', '']],
  },
  {
    name: 'a photo’s owner is not compared',
    breaks: 'another customer’s face on screen',
    edits: [
      [
        photo,
        'return owners.length > 0 && owners.every((owner) => owner === customerId)',
        'return owners.length > 0 && customerId !== ""',
      ],
    ],
  },
  {
    name: 'leaving a customer does not break off the call',
    breaks: 'still asks for a customer who left',
    edits: [
      [request, 'AbortSignal.any([signal, AbortSignal.timeout(patience)])', 'AbortSignal.timeout(patience)'],
    ],
  },
  {
    name: 'a hanging answer is awaited for ever',
    breaks: 'something is in flight for ever',
    edits: [[request, 'AbortSignal.any([signal, AbortSignal.timeout(patience)])', 'signal']],
  },
  {
    name: 'a dead link is renewed again and again',
    breaks: 'a loop of calls',
    edits: [
      [
        customers,
        'return fetchPicture(userId, await renewedLink(client, userId, photo, current, fault), signal)',
        'for (;;) try { return await fetchPicture(userId, await renewedLink(client, userId, photo, current, fault), signal) } catch (again) { if (!(again instanceof ApiFailure) || again.code !== "photo_expired") throw again; await client.refetchQueries({ queryKey: ["customers", userId], exact: true }) }',
      ],
    ],
  },
  {
    name: 'a dead link is never renewed',
    breaks: 'no photo after the world healed',
    edits: [[customers, "new Set<FailureCode>(['photo_expired', 'photo_gone'])", 'new Set<FailureCode>()']],
  },
  {
    name: 'a refused link is never renewed, even when the clerk tries again',
    breaks: 'no photo after the world healed',
    edits: [[customers, "[...mendable, 'photo_refused']", '[...mendable]']],
  },
  {
    name: 'the wall clock alone is trusted',
    breaks: 'holds a link past its end',
    edits: [
      [
        elapsedTime,
        'Math.max(now.monotonic - before.monotonic, now.wall - before.wall, 0)',
        'now.wall - before.wall',
      ],
    ],
  },
  {
    name: 'the monotonic clock alone is trusted',
    breaks: 'holds a link past its end',
    edits: [
      [
        elapsedTime,
        'Math.max(now.monotonic - before.monotonic, now.wall - before.wall, 0)',
        'now.monotonic - before.monotonic',
      ],
    ],
  },
  {
    name: 'the clocks are compared since the beginning, not since the last look',
    breaks: 'holds a link past its end',
    edits: [
      [elapsedTime, '    elapsed += Math', '    elapsed = Math'],
      [elapsedTime, '    before = now\n', ''],
    ],
  },
  {
    name: 'nothing looks for what is due, and no timer waits for it',
    breaks: 'holds a link past its end',
    edits: [noHeartbeat, noInterval],
  },
  {
    name: 'no heartbeat: a till that wakes waits for its timers',
    breaks: 'holds a link past its end',
    edits: [noHeartbeat],
  },
  {
    name: 'links are thought to live for ever',
    breaks: 'holds a link past its end',
    edits: [
      [
        customers,
        'renewAfter: renewalAge(lives, spread),',
        'renewAfter: renewalAge(lives, spread) && Infinity,',
      ],
    ],
  },
  {
    name: 'the till’s own clock tells how long a link has left',
    breaks: 'holds a link past its end',
    edits: [[customers, "headers.get('date')", 'new Date(Date.now()).toUTCString()']],
  },
  {
    name: 'the link is part of the picture’s key',
    breaks: 'downloaded a picture it had',
    edits: [[customers, "'photos', photo.identity]", "'photos', photo.link]"]],
  },
  {
    name: 'pictures are never given back',
    breaks: 'a picture’s bytes are kept for ever',
    edits: [[queryClient, 'picture.release()', 'void picture']],
  },
  {
    name: 'a picture that can’t be decoded is not given back',
    breaks: 'a picture’s bytes are kept for ever',
    edits: [[picture, '  } catch {\n    URL.revokeObjectURL(source)', '  } catch {']],
  },
  {
    name: 'a replaced picture is given back while it is shown',
    breaks: 'shows a picture whose bytes were given back',
    edits: [
      [
        queryClient,
        'if (data instanceof Picture) pictures',
        'if (data instanceof Picture) data.release()\n    if (data instanceof Picture) pictures',
      ],
    ],
  },
  {
    name: 'what was asked ahead goes on for a customer who left',
    breaks: 'still asks for a customer who left',
    edits: [[queryClient, '    client.removeQueries({ queryKey })\n', '']],
  },
  {
    name: 'pictures are shown before they are decoded',
    breaks: 'shows a picture before it was decoded',
    edits: [[picture, '    await image.decode()\n', '']],
  },
  {
    name: 'what was refused is asked again at once',
    breaks: 'asked again too soon after a failure',
    edits: [[customers, '    retry: isWorthRetrying,', '    retry: (failures) => failures < 2,']],
  },
  {
    name: 'a vendor who asks for two seconds gets one',
    breaks: 'asked again too soon after a failure',
    edits: [
      [
        'src/api/failure.ts',
        'if (particulars.retryAfterSeconds !== undefined) return particulars.retryAfterSeconds * 1000',
        'void particulars',
      ],
    ],
  },
  {
    name: 'a failed renewal is tried again at every look',
    breaks: 'a loop of failing calls',
    edits: [
      noPauseAfterFailure,
      [customers, 'return canPass(state.error) ? pauseAfterFailure : false', 'return 5000'],
    ],
  },
  {
    name: 'the heartbeat breaks off the call it finds under way',
    breaks: 'broke off a call it still needs',
    edits: [
      [queryClient, ", fetchStatus: 'idle' }", ' }'],
      [queryClient, '{ cancelRefetch: false }', '{ cancelRefetch: true }'],
    ],
  },
  {
    name: 'five photos that die together each call by themselves',
    breaks: 'broke off a call it still needs',
    edits: [
      [
        customers,
        'if (known !== dead) return known',
        'await client.refetchQueries({ queryKey: ["customers", userId], exact: true })\n  if (known !== dead) return known',
      ],
    ],
  },
  {
    name: 'a call for a dead link trusts the date of the last answer',
    breaks: 'no photo after the world healed',
    edits: [[customers, 'Number.NEGATIVE_INFINITY', '0']],
  },
  {
    name: 'renewals go on while hidden, on a screen that is never emptied',
    breaks: 'asked for whom nobody looks at',
    edits: [
      [
        'test/browser/histories/till.ts',
        '          blank()\n        }, patienceOfTheVeil)',
        '        }, patienceOfTheVeil)',
      ],
      [
        'test/browser/histories/till.ts',
        '          isVeiled = false\n          show()',
        '          isVeiled = false',
      ],
      [queryClient, "if (document.visibilityState === 'hidden') return", ''],
    ],
  },
]
