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
  "phonePhoto": {
    "title": "Photo for the till",
    "ask": "Take a photo of the customer: head and shoulders. It goes to the till, and appears on the screen there.",
    "take": "Take photo",
    "sending": "Sending the photo",
    "done": "The photo is at the till. You can close this page.",
    "keepNothing": "If the phone has kept the picture, delete it there.",
    "over": "This page has run out or was used.",
    "overNext": "Ask for a new code at the till."
  }
}
export default messages
