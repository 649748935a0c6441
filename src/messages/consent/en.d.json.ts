// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
  "takePhoto": {
    "starting": "Starting the camera. Allow it if asked.",
    "guide": "Head and shoulders inside the frame.",
    "shutter": "Take the picture",
    "startCamera": "Start the camera",
    "otherCamera": "Other camera",
    "camera": "Camera",
    "cameraNumber": "Camera {number}",
    "chooseFile": "Choose a file",
    "file": "Photo from a file",
    "usePhone": "Use a phone",
    "useTill": "Use this till’s camera",
    "phone": {
      "code": "QR code with the page for the phone",
      "scan": "Scan this code with a phone and take the photo there. It then appears here.",
      "left": "The code holds for {seconds, plural, one {# second} other {# seconds}}.",
      "opened": "The phone is ready. The photo appears here.",
      "over": "The code has run out.",
      "new": "New code"
    },
    "taken": "The picture as it will be saved",
    "retake": "Retake",
    "rotate": "Rotate",
    "place": "Move and zoom the picture until head and shoulders fill the frame.",
    "use": "Use photo",
    "useAnyway": "Use it all the same",
    "full": "Which photo does the new one replace?",
    "fullNext": "The loyalty service keeps five photos. The one you choose is removed to make room.",
    "tryAgain": "Try again",
    "say": "Say to the customer",
    "language": "Customer’s language",
    "meaning": "What it means",
    "agrees": "The customer agrees",
    "askFirst": "Ask the customer first, then tick “The customer agrees”.",
    "sending": "Sending the photo",
    "checking": "Asking the loyalty service for the photo",
    "formerKept": "The new photo is saved. The former one is still on file: remove it.",
    "formerStays": "The former photo is still there.",
    "removeAsk": "The photo is removed at the loyalty service for good, and the customer’s agreement ends.",
    "removing": "Removing the photo",
    "removed": "The photo is gone. The loyalty service was asked again and no longer has it.",
    "doubt": {
      "pixels": "The picture is small. Go nearer, or use a better camera.",
      "blurred": "The picture is blurred. Hold still and clean the lens.",
      "dark": "It’s too dark. Turn on a light, or face the window.",
      "bright": "It’s too bright, or the light is behind the customer. Turn away from the light.",
      "empty": "There’s nothing to see. Check where the camera points and whether it is covered."
    },
    "fault": {
      "refused": "The camera isn’t allowed here. Allow it in the browser’s settings for this site, or choose a file.",
      "missing": "No camera found. Connect one, or choose a file.",
      "busy": "The camera can’t be used right now. Close the program that uses it, or choose a file.",
      "impossible": "This browser can’t use a camera here. Choose a file.",
      "outOfSight": "The camera is off, because this window was out of sight.",
      "timeUp": "The camera is off after a minute."
    }
  },
  "photoConsent": {
    "ask": "May we take a photo of you for your customer account? We use it:",
    "use": {
      "counter": "to recognise you at the counter",
      "collection": "to hand orders to the right person",
      "returns": "to take goods back from the right person"
    },
    "keep": "We keep it for at most {months, plural, one {# month} other {# months}}. It is your choice, and we remove it whenever you ask."
  },
  "enrol": {
    "title": "Enrol",
    "close": "Close",
    "name": "Name",
    "nameWrong": "Enter the name in letters, as the customer says it.",
    "missing": "Fill in this field.",
    "wrong": "Check what is entered here.",
    "messages": {
      "mobile": "The customer wants text messages",
      "email": "The customer wants e-mails"
    },
    "sendCode": "Send a code",
    "codeSent": "A code was sent. Ask the customer to read it to you.",
    "submit": "Enrol",
    "sending": "Enrolling"
  },
  "enrolConsent": {
    "ask": "May we enrol you in our loyalty programme? We keep your name and what you gave us, so that you can collect and use points.",
    "leave": "It is your choice, and you can leave the programme whenever you ask."
  },
  "failure": {
    "photo_not_removed": {
      "what": "The loyalty service didn’t remove the photo.",
      "next": "Try again. If it lasts, call store support."
    },
    "photo_only_removed": {
      "what": "The chosen photo is removed, but the new one wasn’t kept.",
      "next": "Look at the photos shown now, then try again."
    },
    "photo_not_taken": {
      "what": "The loyalty service didn’t keep the photo.",
      "next": "Try again. If it lasts, call store support."
    },
    "photo_unsure": {
      "what": "It isn’t known whether the loyalty service kept the change.",
      "next": "Wait a moment, then search for the customer again before you try once more."
    },
    "upload_too_small": {
      "what": "The picture is too small for the loyalty service.",
      "next": "Take it again from nearer, or choose a larger file."
    },
    "not_enrolled": {
      "what": "The loyalty service didn’t enrol the customer.",
      "next": "Nothing was saved. Try again, or call a manager."
    },
    "enrolment_unsure": {
      "what": "It isn’t known whether the customer was enrolled.",
      "next": "Wait a moment, then look the customer up before you try once more."
    }
  }
}
export default messages
