// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
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
  }
}
export default messages
