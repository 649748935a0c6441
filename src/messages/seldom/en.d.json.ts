// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
  "camera": {
    "title": "Scan with the camera",
    "progress": {
      "asking": "Starting the camera. Allow it if asked.",
      "loading": "Getting ready to read codes.",
      "looking": "Hold up a QR code or barcode."
    },
    "privacy": "The picture stays on this device. It’s never recorded or sent.",
    "close": "Close",
    "tryAgain": "Try again",
    "scanAgain": "Scan again",
    "fault": {
      "refused": {
        "what": "The camera isn’t allowed here.",
        "next": "Allow it in the browser’s settings for this site, then try again. Typing the number works too."
      },
      "missing": {
        "what": "No camera found.",
        "next": "Connect one, then try again. Typing the number works too."
      },
      "busy": {
        "what": "The camera can’t be used right now.",
        "next": "Another program may have it. Close that program, or plug the camera in again, then try again."
      },
      "impossible": {
        "what": "This browser can’t use a camera here.",
        "next": "Type the number instead. Store support can help: the camera needs a secure address and a current browser."
      },
      "outOfSight": {
        "what": "The camera is off.",
        "next": "It goes off when this window is out of sight."
      },
      "timeUp": {
        "what": "No code found in a minute.",
        "next": "The camera is off. Hold the code flat, close and in good light, and scan again."
      },
      "noReader": {
        "what": "The code reader couldn’t be loaded.",
        "next": "Check the network cable or Wi-Fi, then try again. Typing the number works too."
      }
    }
  },
  "speed": {
    "title": "Speed of this till",
    "name": "From Enter to the name:",
    "photo": "From Enter to the photo:",
    "figures": "usually {usual}, at most {slow} in 95 of 100.",
    "of": "Of the last {count, plural, one {# look-up} other {# look-ups}}."
  },
  "company": {
    "title": "Sign in at the counter",
    "submit": "Sign in with your company account",
    "again": "Sign in again",
    "fault": {
      "cancelled": {
        "what": "The sign-in was cancelled.",
        "next": "Sign in again when you’re ready."
      },
      "no_role": {
        "what": "Your company account isn’t set up for the counter.",
        "next": "Ask your manager to have it added, then sign in again."
      },
      "provider_down": {
        "what": "Couldn’t reach your company’s sign-in.",
        "next": "Try again in a moment. If it lasts, call store support."
      },
      "clock_off": {
        "what": "The clocks of Countersign and of your company’s sign-in don’t agree.",
        "next": "Call store support: a clock has to be set."
      },
      "too_late": {
        "what": "The sign-in took too long, or began in another window.",
        "next": "Sign in again."
      },
      "sign_in_failed": {
        "what": "The sign-in didn’t work.",
        "next": "Sign in again. If it lasts, call store support."
      }
    }
  },
  "pauses": {
    "title": "Paused look-ups",
    "lead": "Somebody looked up more customers than a counter serves. Speak to them, then lift the pause.",
    "none": "Nobody’s look-ups are paused.",
    "lift": "Lift the pause",
    "liftOf": "Lift the pause of {who}",
    "here": "A manager can lift it here",
    "elsewhere": "A manager lifts it on their own screen, under “Paused look-ups”. Then try again.",
    "since": "Since {time}.",
    "subject": {
      "associate": "Associate {name}",
      "till": "Till {name}",
      "address": "Everybody at one network address"
    },
    "reason": {
      "too_many": "Too many look-ups.",
      "too_many_people": "Too many different customers.",
      "numbers_in_a_row": "Customer numbers in a row.",
      "too_few_found": "Mostly numbers that don’t exist.",
      "too_many_reveals": "Too many hidden details shown."
    }
  },
  "pair": {
    "title": "Two customers",
    "lead": "What was given leads to two accounts. Compare both with the person, and open the right one.",
    "open": "Open {name}"
  },
  "shortcuts": {
    "title": "Keys",
    "close": "Close",
    "box": "Go to the search box",
    "clear": "Clear the search box",
    "recent": "The last five customers, from an empty or finished search",
    "choose": "Choose a row",
    "help": "Show these keys",
    "zoom": "Zoom the larger photo",
    "scan": "Scanners work on every screen, wherever the cursor is.",
    "same": "Answer “Same person”",
    "notSure": "Answer “Not sure”",
    "notSame": "Answer “Not the same person”",
    "lock": "Lock the screen",
    "oneKey": "Use the keys that are one letter or sign"
  },
  "selfTest": {
    "lead": "See what this till can do. Nobody is looked up here, and nothing is kept.",
    "again": "Run again",
    "checking": "Checking",
    "summary": "{count, plural, =0 {Nothing needs attention.} one {# thing needs attention.} other {# things need attention.}}",
    "verdict": {
      "running": "Checking",
      "yours": "Your turn",
      "ok": "Fine",
      "info": "Note",
      "caution": "Look at this",
      "stop": "Needs fixing"
    },
    "code": {
      "title": "Support code",
      "hint": "Read it out to store support. It tells what was found here, and nothing about anybody."
    },
    "name": {
      "scanner": "Scanner",
      "keyboard": "Keyboard",
      "camera": "Camera",
      "gateway": "Countersign’s server",
      "vendor": "Loyalty service",
      "photoHost": "Photos",
      "store": "Records",
      "clock": "Clock",
      "versions": "Versions",
      "browser": "Browser",
      "offlineStart": "Start without network",
      "leftBehind": "Left in the browser",
      "screen": "Screen",
      "fonts": "Scripts"
    },
    "notAsked": "Couldn’t be asked: the server doesn’t answer.",
    "lately": "Answered within the last half minute.",
    "nobodyAsked": "Nobody has asked within the last half minute. Look somebody up, then run this again.",
    "scanner": {
      "not tried": "Scan any code. What it says is neither shown nor kept.",
      "heard": "{length, plural, one {# character} other {# characters}}, {kind, select, digits {digits only} mixed {letters and digits} other {other signs too}}, {gap} ms from key to key, {ending, select, Enter {then Enter} Tab {then Tab} other {no Enter after it}}.",
      "slow": "Too slow to be told from a person typing. Set the scanner to send characters without a delay.",
      "other layout": "Scanner and till are set to different keyboards. Digits are read all the same; set the scanner to this till’s keyboard.",
      "no frame": "The store’s rules expect other characters before or after each code. Ask store support which.",
      "no ending": "Set the scanner to send Enter after each code.",
      "too short": "Too short to be taken for a scan. Try a longer code."
    },
    "keyboard": {
      "not tried": "Press any letter.",
      "fine": "Keys are heard.",
      "caps lock": "Caps Lock is on. Turn it off: passwords depend on it.",
      "other script": "It writes other letters than Latin ones. Switch it for card numbers and e-mail addresses."
    },
    "camera": {
      "not tried": "Try it: the picture stays on this device.",
      "try": "Try the camera",
      "stop": "Turn the camera off",
      "fine": "A picture of {width} × {height} comes, and codes can be read.",
      "no picture": "It is on, but no picture comes. Unplug it and plug it in again, or close other programs."
    },
    "gateway": {
      "fine": "Answers in {time} ms.",
      "slow": "Answers in {time} ms, which is slow. Check the network cable or Wi-Fi."
    },
    "store": {
      "up": "Signing in works, and what is looked up is on record."
    },
    "photoHost": {
      "down": "The photo store doesn’t answer. Confirm customers another way for now."
    },
    "clock": {
      "fine": "Right to within a few seconds.",
      "off": "{way, select, fast {It is {amount} fast.} other {It is {amount} slow.}} Set this device to take its time from the network."
    },
    "versions": {
      "same": "Page {page}, server {server}.",
      "different": "Page {page}, server {server}: reload this page."
    },
    "browser": {
      "fine": "{name} {version}.",
      "too old": "{name} {version} is too old. Update it to {least} or later.",
      "unknown": "Countersign doesn’t know this browser. Use Chrome, Edge, Firefox or Safari."
    },
    "offlineStart": {
      "ready": "Countersign starts here without the network too.",
      "waiting": "A newer version is here, and starts between customers.",
      "missing": "Not yet. Open the search page once while the network is there.",
      "impossible": "Not with this browser, or not at this address."
    },
    "leftBehind": {
      "nothing": "Nothing.",
      "settings": "Only this till’s own settings: {names}.",
      "more": "More than this till’s settings: {names}. Clear this site’s data in the browser’s settings."
    },
    "screen": {
      "fine": "{width} × {height}, at {zoom}.",
      "narrow": "{width} × {height}, at {zoom}. Photo and details stand one above the other.",
      "small print": "{width} × {height}, at {zoom}: smaller than meant. Press Ctrl and 0."
    },
    "fonts": {
      "fine": "All are on this till.",
      "brought along": "Countersign brings along what this till lacks: {scripts}."
    }
  },
  "handOver": {
    "waiting": "Waiting for the till system",
    "alone": "Nobody has asked for a check",
    "aloneNext": "This page is opened by the till system.",
    "stranger": "The page that opened this isn’t on the store’s list",
    "strangerNext": "Nothing was taken from it. Call store support if it’s your till system.",
    "toStart": "Find a customer"
  }
}
export default messages
