// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
  "app": {
    "name": "Countersign",
    "notThere": "There is no screen at this address.",
    "toStart": "Find a customer",
    "sandbox": "Sandbox: invented customers",
    "sandboxShort": "Sandbox",
    "selfTest": "Test this till"
  },
  "search": {
    "label": "Find a customer",
    "find": "Find",
    "hint": "Scan a card, or type a mobile, e-mail, name or customer number",
    "notReady": "One moment: the search is being fetched. It goes on by itself.",
    "offline": "Countersign’s server can’t be reached. Check the network cable or Wi-Fi; the search then goes on by itself."
  },
  "customer": {
    "title": "Customer {id}",
    "unnamed": "No name on file",
    "identifiers": "Identifiers",
    "noIdentifiers": "No identifiers on file.",
    "contact": "Contact",
    "extendedFields": "Extended fields",
    "customFields": "Custom fields",
    "loyalty": "Loyalty",
    "noLoyalty": "No loyalty details on file.",
    "segments": "Segments",
    "cards": "Cards",
    "profiles": "Other profiles",
    "loading": "Looking up customer {id}",
    "found": "Customer found: {name}.",
    "foundQuietly": "Customer found.",
    "staleAfterFailure": "These details could not be refreshed. They are from a moment ago.",
    "refresh": "Refresh",
    "allDetails": "All details",
    "record": "Record"
  },
  "status": {
    "member": "Loyalty member",
    "notMember": "Not in the loyalty programme",
    "activeMember": "Member, active"
  },
  "field": {
    "kind": "Programme",
    "lifetimePurchases": "Lifetime purchases",
    "registeredAt": "Member since",
    "registeredBy": "Joined at",
    "registeredFrom": "Joined through",
    "till": "Associated till",
    "mobile": "Mobile",
    "email": "E-mail",
    "phone": "Phone",
    "externalId": "External ID",
    "cardNumber": "Card number",
    "primary": "Primary",
    "verified": "Verified",
    "notVerified": "Not verified",
    "masked": "Partly hidden:",
    "yes": "Yes",
    "no": "No",
    "expires": "Expires {date}",
    "issued": "Issued {date}",
    "customerId": "Customer number",
    "gender": "Gender",
    "birthDate": "Birth date",
    "anniversary": "Anniversary",
    "city": "City",
    "address": "Address",
    "postcode": "Postcode",
    "ageGroup": "Age group",
    "maritalStatus": "Marital status",
    "language": "Preferred language"
  },
  "photo": {
    "alt": "Photo of {name}",
    "label": "Photo",
    "loading": "Loading the photo",
    "renewing": "Getting a fresh copy",
    "open": "Show larger",
    "none": "No photo on file",
    "noneNext": "Confirm who it is another way.",
    "failedTitle": "The photo can’t be shown",
    "failedOnFile": "A photo is on file, but the loyalty service could not hand it out.",
    "withheldTitle": "Photo held back",
    "withheld": "The photo on this record belongs to another customer, so it isn’t shown. Confirm who it is another way, and tell your manager.",
    "tryAgain": "Try again",
    "position": "Photo {position, number} of {count, number}",
    "positionDated": "Photo {position, number} of {count, number}, {date}",
    "others": "More photos",
    "undated": "Date unknown",
    "shown": "Photo shown.",
    "shownDated": "Photo shown, taken {date}."
  },
  "failure": {
    "broken": "Reload the page and search again. If it happens twice, call store support.",
    "reload": "Reload",
    "plain": {
      "what": "That didn’t work.",
      "next": "Try again. If it lasts, call store support."
    },
    "tryAgain": "Try again",
    "offline": {
      "what": "This till is offline.",
      "next": "Check the network cable or Wi-Fi, then try again."
    },
    "gateway_down": {
      "what": "Couldn’t reach Countersign’s own server.",
      "next": "Try again in a moment. If it lasts, call store support."
    },
    "no_answer": {
      "what": "Countersign’s own server doesn’t answer.",
      "next": "Try again in a moment. If it lasts, call store support."
    },
    "unreadable_answer": {
      "what": "The answer couldn’t be read, so nothing is shown.",
      "next": "Try again. If it lasts, call store support."
    },
    "bad_request": {
      "what": "That isn’t a customer number the loyalty service takes.",
      "next": "Check the digits and search again."
    },
    "not_found": {
      "what": "Countersign doesn’t know that address.",
      "next": "Search again."
    },
    "cross_site": {
      "what": "Countersign answers only its own pages.",
      "next": "Open Countersign from its own address."
    },
    "internal": {
      "what": "Something went wrong in Countersign.",
      "next": "Try again. If it lasts, read the support code to store support."
    },
    "store_down": {
      "what": "Countersign can’t reach its own records, so nobody is signed in or shown.",
      "next": "Try again in a moment. If it lasts, call store support."
    },
    "not_recorded": {
      "what": "Countersign couldn’t note who looked, so nothing is shown.",
      "next": "Try again in a moment. If it lasts, call store support."
    },
    "look_ups_paused": {
      "what": "Looking people up is paused.",
      "next": "Ask a manager to lift the pause."
    },
    "another_manager": {
      "what": "A manager can’t do this for themselves.",
      "next": "Ask another manager."
    },
    "managers_only": {
      "what": "Only a manager can do this.",
      "next": "Ask a manager."
    },
    "reason_needed": {
      "what": "This is shown only for a reason.",
      "next": "Choose a reason."
    },
    "field_not_found": {
      "what": "This can’t be shown.",
      "next": "Search for the customer again."
    },
    "field_changed": {
      "what": "The customer’s details have changed, so nothing more is shown.",
      "next": "Search for the customer again."
    },
    "reveals_used_up": {
      "what": "Too many hidden details were shown this hour.",
      "next": "Wait a while, or ask a manager."
    },
    "nothing_to_ask": {
      "what": "There’s nothing on file to ask this customer about.",
      "next": "Check another way."
    },
    "challenge_over": {
      "what": "This question is no longer open.",
      "next": "Ask another one."
    },
    "challenge_refused": {
      "what": "Too many answers didn’t match.",
      "next": "Check another way."
    },
    "customer_not_found": {
      "what": "No customer with this number.",
      "next": "Check the digits, or ask for another way to find them."
    },
    "customer_merged": {
      "what": "This account was merged into another.",
      "next": "Open the account that remains."
    },
    "customer_merged_unknown": {
      "what": "This account was merged into another.",
      "next": "Ask for the number of the account that remains."
    },
    "customer_deleted": {
      "what": "This account was deleted at the customer’s request.",
      "next": "There is nothing left to show. The customer can join again."
    },
    "identity_mismatch": {
      "what": "The answer was about another customer, so nothing is shown.",
      "next": "Don’t go by this record. Try again, and tell your manager."
    },
    "not_allowed": {
      "what": "This till isn’t allowed to see this customer.",
      "next": "Ask a manager."
    },
    "invalid_source": {
      "what": "The loyalty service doesn’t accept this store’s set-up.",
      "next": "Call store support: the source is refused."
    },
    "vendor_busy": {
      "what": "The loyalty service is busy.",
      "next": "Wait a moment, then try again."
    },
    "vendor_down": {
      "what": "Couldn’t reach the loyalty service.",
      "next": "Try again in a moment, or confirm the customer another way."
    },
    "vendor_unreadable": {
      "what": "The loyalty service’s answer couldn’t be read, so nothing is shown.",
      "next": "Try again. If it lasts, call store support."
    },
    "vendor_refused_credentials": {
      "what": "The loyalty service doesn’t accept this store’s sign-in.",
      "next": "Call store support: the credentials need renewing."
    },
    "timed_out": {
      "what": "The loyalty service took too long.",
      "next": "Try again, or confirm the customer another way."
    },
    "photo_expired": {
      "what": "The link to the photo has run out.",
      "next": "Try again."
    },
    "photo_gone": {
      "what": "The photo is no longer in the store’s files.",
      "next": "Confirm who it is another way."
    },
    "photo_refused": {
      "what": "The photo store didn’t hand the photo out.",
      "next": "Try again, or confirm who it is another way."
    },
    "photo_not_an_image": {
      "what": "The file on this record isn’t a photo.",
      "next": "Confirm who it is another way."
    },
    "photo_too_large": {
      "what": "The photo is too large to show.",
      "next": "Confirm who it is another way."
    },
    "photo_timed_out": {
      "what": "The photo took too long.",
      "next": "Try again, or confirm who it is another way."
    },
    "photo_incomplete": {
      "what": "Only part of the photo arrived.",
      "next": "Try again."
    },
    "photo_unshowable": {
      "what": "This till can’t show photos of this kind.",
      "next": "Confirm who it is another way."
    },
    "signed_out": {
      "what": "You’re signed out.",
      "next": "Sign in to go on."
    },
    "locked": {
      "what": "This till is locked.",
      "next": "Unlock it to go on."
    },
    "wrong_credentials": {
      "what": "That till or password is wrong.",
      "next": "Check both and try again."
    },
    "wrong_pin": {
      "what": "That isn’t the PIN.",
      "next": "Try again, or sign in with the password."
    },
    "slow_down": {
      "what": "Too many tries.",
      "next": "Wait a while, then try again."
    },
    "view_over": {
      "what": "These details are too old to answer by.",
      "next": "Search for the customer again, then answer."
    },
    "unknown_purpose": {
      "what": "The store no longer checks for this purpose.",
      "next": "Choose another purpose."
    },
    "not_enough": {
      "what": "This purpose needs more than that.",
      "next": "Confirm another way as well."
    },
    "already_decided": {
      "what": "This customer was just answered in another window.",
      "next": "Look there. In a few seconds you can answer here too."
    },
    "undo_over": {
      "what": "It’s too late to take this back.",
      "next": "Answer again: both answers are kept."
    },
    "no_way_to_send": {
      "what": "There’s no such number or address on file.",
      "next": "Choose another way."
    },
    "code_not_sent": {
      "what": "The loyalty service didn’t send a code.",
      "next": "Choose another way, or try again later."
    },
    "code_over": {
      "what": "This code has run out.",
      "next": "Send a new one."
    },
    "codes_used_up": {
      "what": "Too many codes or tries for this customer.",
      "next": "Choose another way. Codes work again in a quarter of an hour."
    },
    "pin_needed": {
      "what": "This colleague has chosen a PIN for the shift.",
      "next": "Type it to go on under this name."
    },
    "no_pin": {
      "what": "This colleague has no PIN yet.",
      "next": "They choose one at a till, in the menu under their name."
    },
    "pin_taken": {
      "what": "A PIN has been chosen under this name during this shift.",
      "next": "Use that one. If it wasn’t you, tell your manager."
    },
    "same_colleague": {
      "what": "A second opinion has to come from a colleague.",
      "next": "Ask somebody else."
    },
    "hand_over_over": {
      "what": "The request from the till system has run out or was used already.",
      "next": "Start it again at the till system."
    },
    "openSurvivor": "Open customer {id}",
    "support": "Support code {id}",
    "verify_first": {
      "what": "The customer isn’t verified yet.",
      "next": "Answer “Same person” first, then change the photo."
    },
    "not_permitted": {
      "what": "Your store doesn’t allow this.",
      "next": "Nothing was changed."
    },
    "upload_not_a_photo": {
      "what": "The picture is damaged, or it isn’t a photo.",
      "next": "Take it again, or choose another file."
    },
    "upload_too_large": {
      "what": "The picture is too large.",
      "next": "Take it with the camera, or choose a smaller file."
    },
    "photos_full": {
      "what": "This customer has five photos already.",
      "next": "Remove one of them first, then take the new one."
    },
    "photo_changed": {
      "what": "The photo has changed since you opened it.",
      "next": "Look at the photo shown now, then try again."
    },
    "identifier_refused": {
      "what": "The loyalty service doesn’t take this number or address.",
      "next": "Check it with the customer, or enrol them with something else."
    },
    "code_needed": {
      "what": "A code has to show that the number or address is theirs.",
      "next": "Send a code, and enter what the customer reads to you."
    },
    "code_wrong": {
      "what": "That code is wrong, or too old.",
      "next": "Ask the customer to read it once more, or send a new one."
    },
    "not_offered": {
      "what": "This account’s status doesn’t allow a confirmation.",
      "next": "Ask your manager."
    }
  },
  "tryThese": {
    "title": "Try these",
    "more": "{count, plural, one {Show # more} other {Show # more}}"
  },
  "zoom": {
    "title": "Photo of {name}, larger",
    "close": "Close",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "help": "Plus and minus zoom, arrow keys move, a tap brings its place to the middle, Escape closes."
  },
  "trying": {
    "in": "Trying again in {seconds, plural, one {# second} other {# seconds}}.",
    "now": "Trying again."
  },
  "find": {
    "kind": {
      "mobile": "mobile number",
      "mobileOf": "mobile number of {country}",
      "email": "e-mail address",
      "cardNumber": "card number",
      "externalId": "external ID",
      "customerId": "customer number",
      "name": "name"
    },
    "label": {
      "mobile": "Mobile",
      "mobileOf": "Mobile, {country}",
      "email": "E-mail",
      "cardNumber": "Card number",
      "externalId": "External ID",
      "customerId": "Customer number",
      "name": "Name"
    },
    "allTheSame": "Look for this mobile all the same",
    "options": "Ways to search",
    "readings": "Search as",
    "people": "People",
    "recent": "Last customers",
    "understood": "{what}{others, plural, =0 {} one {, or # other way} other {, or # other ways}}",
    "peopleFound": "{count, plural, =0 {No name begins so} one {# person found} other {# people found}}",
    "more": "{count, plural, one {# more. Type more of the name.} other {# more. Type more of the name.}}",
    "searching": "Looking for names",
    "searchFailed": "Names couldn’t be searched: {why}",
    "looking": "Looking for this {what}",
    "nobody": "Nobody found with this {what}.",
    "nobodyNext": "Check the digits or letters, or ask for something else: mobile, e-mail, card or name.",
    "orElse": "Search as {what}",
    "several": "{count, plural, one {# person found} other {# people found}}",
    "severalNext": "Ask which one it is, and open it.",
    "moreSeveral": "{count, plural, one {# more person has this.} other {# more people have this.}} Ask for something more exact.",
    "unnamed": "No name on file",
    "matchedOther": "Found by {what}. Nobody has it as {skipped}.",
    "mergedFrom": "Customer {id} was merged into this account.",
    "wrongLayout": "The scanner types for another keyboard. It was read as {text}. The scanner’s keyboard is set to {layout, select, us {American} uk {British} other {French}}. Ask store support to set it to this till’s keyboard.",
    "turnedRound": "Found as {text}, with small and capital letters the other way round. Is Caps Lock on?",
    "conflict": "This {one} and the {other} given a moment ago belong to two different customers.",
    "showBoth": "Show both",
    "enterKey": "Enter",
    "matchedIn": "Matched: {what}",
    "merged": "The account that was asked for was merged into this one.",
    "waiting": "The search goes on by itself as soon as it can.",
    "now": "Search now",
    "cancel": "Cancel the search",
    "emailAnyway": "Find this e-mail address",
    "enrolWith": "{kind, select, mobile {Enrol with this mobile} email {Enrol with this e-mail} cardNumber {Enrol with this card} other {Enrol with this ID}}"
  },
  "findMistake": {
    "empty": "Type or scan something first.",
    "tooShort": "That is too short for {what, select, mobile {a mobile number} cardNumber {a card number} externalId {an external ID} other {this}}.",
    "tooLong": "That is too long for {what, select, mobile {a mobile number} email {an e-mail address} cardNumber {a card number} externalId {an external ID} customerId {a customer number} name {a name} other {anything a customer is found by}}.",
    "example": "A mobile number looks like {example}.",
    "notAPhone": "That isn’t a mobile number of {country}.",
    "notAPhoneAnywhere": "That isn’t a mobile number.",
    "unknownCountryCode": "No country has that code.",
    "twoEmails": "Those are two e-mail addresses: {one} and {other}. Keep one.",
    "notAnEmail": "That e-mail address isn’t complete.",
    "aUrl": "That is a web address. It is never opened here: {url}",
    "paymentCard": "That looks like a payment card. It was not sent. Ask for the loyalty card or the mobile number.",
    "kindNotUsed": "This store doesn’t find customers by {what}.",
    "notUnderstood": "That isn’t anything a customer is found by.",
    "partOfEmail": "Is {email} the whole e-mail address? Take off what doesn’t belong to it.",
    "twoValues": "That is more than one value. Choose one.",
    "cutNumber": "Digits are missing there: a spreadsheet has shortened the number.",
    "shortNumbers": "The loyalty service takes no mobile numbers as short as those of {country}. Ask for the e-mail address or the card.",
    "shortName": "The loyalty service needs three letters of a name. Ask for the mobile number or the card."
  },
  "scan": {
    "heard": "Scan heard",
    "camera": "Scan with the camera",
    "fault": {
      "broken": "The scan broke. Scan again.",
      "num-lock": "Num Lock is off. Press Num Lock, then scan again.",
      "secret": "That was a scan. It isn’t used on this screen. Scan again at the search box.",
      "link": "A link from another site asks for this customer. Press Enter to look them up."
    }
  },
  "shortcuts": {
    "open": "Keys",
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
  "signIn": {
    "title": "Sign in at the till",
    "till": "Till",
    "password": "Password",
    "pin": "PIN to unlock the screen (4 to 8 digits)",
    "pinHint": "Choose one for this shift, so that unlocking is quick. You can leave it out.",
    "pinWrong": "A PIN has 4 to 8 digits.",
    "pinAgain": "The same digits once more",
    "pinDiffers": "The two entries are not the same.",
    "submit": "Sign in",
    "demo": "This is the sandbox: the demo till is filled in, so press Enter.",
    "staysOpen": "The screen locks itself after {seconds, plural, one {# second} other {# seconds}} without a touch, key or scan.",
    "wait": "Try again in {seconds, plural, one {# second} other {# seconds}}.",
    "signingIn": "Signing in"
  },
  "lock": {
    "title": "Locked",
    "titleOf": "{name}’s till is locked",
    "titleTill": "{till} is locked",
    "lead": "What you were doing is kept for {minutes, plural, one {# minute} other {# minutes}}.",
    "expired": "What was on the screen has been let go.",
    "another": "Somebody else can sign out here, and then sign in. The work on this screen is then let go.",
    "pin": "PIN",
    "unlock": "Unlock",
    "withPassword": "Use the password instead",
    "withPin": "Use the PIN instead",
    "signOut": "Sign out",
    "triesLeft": "{count, plural, =0 {No try is left: sign in again.} one {# try is left.} other {# tries are left.}}",
    "warning": "This screen locks in {seconds, plural, one {# second} other {# seconds}}.",
    "hidden": "Hidden while nobody is here",
    "hiddenNext": "Press any key or touch the screen to go on."
  },
  "company": {
    "pinTitle": "Choose a PIN for this shift",
    "pinLead": "It unlocks this screen, and is forgotten when you sign out.",
    "pinChoose": "Use this PIN",
    "pinSkip": "Go on without a PIN",
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
  "till": {
    "who": "Who is at the till?",
    "whoHint": "Your name goes with what you look up.",
    "pick": "I am {name}",
    "lockNow": "Lock now",
    "signOut": "Sign out",
    "viewAs": "View as an associate",
    "pauses": "Paused look-ups",
    "office": "Record of look-ups",
    "another": "Another name"
  },
  "notices": {
    "slowed": "Answers come a little slower. Carry on with customers who are here.",
    "viewAs": "You see customers as an associate does.",
    "viewAsManager": "View as a manager again",
    "way": {
      "slow": "The network is slow. Everything works, only later.",
      "offline": "This till is offline. {isSomebodyOn, select, true {Who is on screen stays; nobody new can be looked up until the network is back.} other {Nobody can be looked up until the network is back.}}",
      "gateway_down": "Countersign’s own server can’t be reached. {isSomebodyOn, select, true {Who is on screen stays; nobody new can be looked up until it is back.} other {Nobody can be looked up until it is back.}}",
      "store_down": "Countersign can’t reach its own records. {isSomebodyOn, select, true {Who is on screen stays; nobody can be looked up or signed in until they are back.} other {Nobody can be looked up or signed in until they are back.}}",
      "vendor_down": "The loyalty service doesn’t answer. {isSomebodyOn, select, true {Who is on screen stays; nobody new can be looked up until it is back.} other {Nobody can be looked up until it is back.}}",
      "vendor_busy": "The loyalty service is busy. Searches work, but may have to wait.",
      "vendor_slow": "The loyalty service is slow. The search is still under way.",
      "photos_down": "New photos can’t be fetched at the moment. Everything else works: verify in another way."
    }
  },
  "reveal": {
    "show": "Show",
    "hide": "Hide",
    "asking": "One moment",
    "keep": "{seconds, plural, one {# second left. Keep showing} other {# seconds left. Keep showing}}",
    "why": "Why do you need to see this?",
    "reason": {
      "customer_asks": "The customer asks",
      "correct_details": "To correct it",
      "reach_customer": "To reach the customer",
      "settle_doubt": "To settle a doubt",
      "resolve_complaint": "A complaint"
    }
  },
  "challenge": {
    "title": "Ask the customer",
    "fetching": "Finding a question",
    "question": {
      "mobile_first_four": "What are the first four digits of your mobile number?",
      "mobile_last_three": "What are the last three digits of your mobile number?",
      "email_before_at": "Which e-mail address do you use with us?",
      "birth_month": "In which month is your birthday?",
      "birth_year": "In which year were you born?",
      "city": "Which city is on your account?",
      "postcode": "Which postcode is on your account?",
      "card_last_four": "What are the last four characters of your card number?"
    },
    "said": "What the customer said",
    "hint": "It is only compared. Countersign doesn’t show the right answer.",
    "check": "Check",
    "judging": "Checking",
    "another": "Ask something else",
    "wrong": "That isn’t what’s on file. {count, plural, one {# try left.} other {# tries left.}}",
    "right": "That’s what’s on file.",
    "close": "Close"
  },
  "fitness": {
    "new": "Taken less than a month ago",
    "size": "{width, number} × {height, number} pixels",
    "tooSmall": "Too small to judge",
    "tooOld": "May be too old to judge",
    "age": "{years, plural, =0 {{months, plural, one {# month old} other {# months old}}} one {# year old} other {# years old}}"
  },
  "verify": {
    "label": "Is it the same person?",
    "same": "Same person: <b>{name}</b>",
    "not-sure": "Not sure",
    "not-same": "Not the same person",
    "confirmOtherwise": "Confirm another way",
    "anotherLead": "Can’t tell?",
    "oneMore": "One more thing is needed for this. Choose a way:",
    "tryAnother": "Couldn’t confirm this way — let’s try another.",
    "nothingNeeded": "No check is needed for this.",
    "stake": {
      "points": "More than {points, plural, one {# point} other {# points}}: {what}",
      "amount": "More than {amount}: {what}",
      "notTold": "The till system didn’t say how much: {what}",
      "photo-or-factor": "photo or another way",
      "factor": "{way, select, challenge {a question} code {a code} card {the card} manager {a manager} other {another way}}",
      "photo-and-factor": "photo and {way, select, challenge {a question} code {a code} card {the card} manager {a manager} other {one more}}"
    },
    "noting": "Noting the answer",
    "notNoted": "The answer isn’t noted yet.",
    "notedSame": "Noted: same person",
    "notedNotSure": "Noted: not sure",
    "notedNotSame": "Noted: not the same person",
    "receipt": "Receipt",
    "undo": "Undo",
    "undoLeft": "{seconds} s",
    "undoing": "Taking it back",
    "answerAgain": "Answer again",
    "tryAgain": "Try again",
    "backTo": "Back to {host}",
    "question": "Is this <b>{name}</b>?",
    "nextNotSame": "Don’t go on with this yet. Choose another way, or ask your manager to come.",
    "notOffered": "Not offered for this account"
  },
  "purpose": {
    "label": "Check for",
    "of": {
      "earn": "Earning points",
      "redeem": "Redeeming points",
      "return": "A return",
      "change-identifier": "Changing a number or e-mail"
    }
  },
  "ways": {
    "name": {
      "challenge": "Ask the customer something",
      "code": "Send a code",
      "card": "Or scan their card",
      "second-opinion": "Ask a colleague",
      "manager": "Ask a manager"
    },
    "done": {
      "challenge": "Answered as on file",
      "code": "Code confirmed",
      "card": "Card scanned",
      "second-opinion": "A colleague recognises them",
      "manager": "A manager vouches"
    },
    "short": {
      "challenge": "Ask",
      "code": "Code",
      "card": "Card",
      "second-opinion": "Colleague",
      "manager": "Manager"
    },
    "why": {
      "nothingOnFile": "There’s no mobile and no e-mail address on file. Choose another way.",
      "onlyByScanner": "Scan their card with the scanner, whenever you like.",
      "noPhoto": "Needs a photo to judge by",
      "nobodyHasPin": "No colleague has chosen a PIN yet. They do so at a till, in the menu under their name.",
      "noManagerHere": "No manager can vouch at this till. Use another way."
    }
  },
  "standing": {
    "notKnown": "Whether this account is in good standing couldn’t be found out.",
    "suspended": {
      "what": "This account is suspended.",
      "next": "Don’t use it for a sale. Ask your manager."
    },
    "fraud_suspected": {
      "what": "This account is marked: fraud is suspected.",
      "next": "Don’t redeem anything on it. Ask your manager."
    },
    "fraud_confirmed": {
      "what": "This account is closed to use because of fraud.",
      "next": "Don’t use it. Ask your manager."
    },
    "deleted": {
      "what": "This account has been deleted.",
      "next": "Don’t use it. Search for another account of this person."
    },
    "pending_deletion": {
      "what": "This account is about to be deleted.",
      "next": "Don’t use it for anything new. Ask your manager."
    },
    "internal": {
      "what": "This is an internal account.",
      "next": "It isn’t a customer’s."
    },
    "other": {
      "what": "The account’s status is “{label}”.",
      "next": "Ask your manager what that means here."
    }
  },
  "code": {
    "title": "Send a one-time code",
    "close": "Close",
    "where": "Where to? It goes to what is on file, nowhere else.",
    "to": {
      "mobile": "Text to the mobile",
      "email": "E-mail"
    },
    "sending": "Asking for it",
    "asked": "The loyalty service was asked to send a code to <b>{to}</b>.",
    "mayNotArrive": "If nothing comes within a minute, messages to this customer may be switched off. Then choose another way.",
    "sandbox": "In the sandbox nothing is sent. The code is 314159.",
    "label": "Code the customer reads to you",
    "check": "Check",
    "checking": "Checking",
    "wrong": "That code is wrong, or too old. {count, plural, one {# try left.} other {# tries left.}}",
    "right": "The code is right."
  },
  "manager": {
    "title": "Ask a manager",
    "close": "Close",
    "lead": "The manager looks at the photo and the customer, then vouches.",
    "vouch": "Vouch for this customer"
  },
  "opinion": {
    "title": "Ask a colleague",
    "close": "Close",
    "lead": "For the colleague: look at the photo and at the customer, then answer for yourself.",
    "photo": "Photo of the customer",
    "question": "Is it the same person?",
    "same": "Same person",
    "who": "Colleague",
    "pin": "Their PIN",
    "sign": "Sign",
    "signing": "Signing",
    "noted": "Thank you, that’s noted."
  },
  "ownPin": {
    "menu": "My PIN for second opinions",
    "title": "My PIN for second opinions",
    "close": "Close",
    "lead": "With it you sign at a colleague’s till, for the rest of your shift. Nobody else should know it.",
    "pin": "PIN, 4 to 8 digits",
    "choose": "Choose this PIN",
    "done": "Done. Your colleagues can ask you now.",
    "chosenAt": "It was chosen at till {till}."
  },
  "switch": {
    "title": "Switch to {name}",
    "pinLead": "{name}, please type the PIN you chose for this shift.",
    "chooseLead": "{name}, please choose a PIN for this shift. With it you switch to your name and sign second opinions.",
    "submit": "Switch",
    "password": "The till’s password"
  },
  "warning": {
    "text": "Note from the loyalty service: {message}",
    "code": "The loyalty service added a note without words (number {code, number}).",
    "points": "Points could not be loaded.",
    "subscriptions": "Subscriptions could not be loaded.",
    "segments": "Segments could not be loaded."
  },
  "language": {
    "label": "Language"
  },
  "speed": {
    "title": "Speed of this till",
    "name": "From Enter to the name:",
    "photo": "From Enter to the photo:",
    "figures": "usually {usual}, at most {slow} in 95 of 100.",
    "of": "Of the last {count, plural, one {# look-up} other {# look-ups}}."
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
  "handOver": {
    "waiting": "Waiting for the till system",
    "alone": "Nobody has asked for a check",
    "aloneNext": "This page is opened by the till system.",
    "stranger": "The page that opened this isn’t on the store’s list",
    "strangerNext": "Nothing was taken from it. Call store support if it’s your till system.",
    "toStart": "Find a customer",
    "label": "The till system’s request",
    "sale": "Sale {sale}",
    "noSale": "For the till system",
    "back": "Back to the sale"
  },
  "match": {
    "entered": "{kind, select, mobile {Mobile you entered:} email {E-mail you entered:} cardNumber {Card you entered:} externalId {ID you entered:} customerId {Customer number you entered:} other {Name you entered:}}",
    "scanned": "{kind, select, mobile {Mobile scanned:} email {E-mail scanned:} cardNumber {Card scanned:} externalId {ID scanned:} customerId {Customer number scanned:} other {Name scanned:}}"
  },
  "worth": {
    "label": "Worth knowing",
    "points": "{points, plural, one {<b>#</b> point} other {<b>#</b> points}}",
    "lapse": "{points, number} lapse {date}",
    "promised": "{points, number} more promised",
    "gap": {
      "points": "{count, plural, one {# point} other {# points}}",
      "visits": "{count, plural, one {# visit} other {# visits}}"
    },
    "next": "{gap} to {tier}",
    "nextBy": "{gap} to {tier} by {date}",
    "coupons": "{count, plural, =0 {No coupons} one {# coupon} other {# coupons}}",
    "until": "until {date}",
    "visit": "Last visit {date}",
    "noVisit": "No purchase yet",
    "household": "{points, plural, one {# point shared by the household} other {# points shared by the household}}",
    "cards": {
      "usable": "{count, plural, =0 {No card in use} one {# card in use} other {# cards in use}}",
      "unusable": "{count, plural, one {# cannot be used} other {# cannot be used}}"
    },
    "badges": "{count, plural, =0 {No badges} one {# badge} other {# badges}}",
    "noProgram": "In no loyalty programme",
    "unknown": {
      "points": "Points can’t be told now",
      "lapse": "What lapses can’t be told now",
      "tier": "The tier can’t be told now",
      "next": "what is missing can’t be told now",
      "coupons": "Coupons can’t be told now",
      "visit": "The last visit can’t be told now",
      "cards": "Cards can’t be told now",
      "badges": "Badges can’t be told now"
    },
    "asOf": "As of {time}",
    "failed": "Points and coupons can’t be told now.",
    "again": "Try again",
    "checked": {
      "byYou": "Last checked {time} by you",
      "byName": "Last checked {time} by {name}",
      "bySomebody": "Last checked {time} by a colleague"
    }
  },
  "value": {
    "male": "Male",
    "female": "Female",
    "other": "Other",
    "single": "Single",
    "married": "Married",
    "divorced": "Divorced",
    "widowed": "Widowed",
    "active": "Active",
    "inactive": "Inactive",
    "suspended": "Suspended",
    "expired": "Expired",
    "lapsed": "Lapsed",
    "new": "New",
    "inStore": "In store",
    "online": "Online",
    "member": "Loyalty member",
    "notMember": "Not in the loyalty programme"
  },
  "photoAct": {
    "take": "Take photo",
    "replace": "Replace photo",
    "remove": "Remove photo",
    "renew": "This photo is old. Offer to take a new one.",
    "close": "Close"
  },
  "notSame": {
    "say": "You can say:",
    "sentence": "I can’t confirm this by the photo on the account. May I please check another way? It keeps the account safe.",
    "inTheirs": "Show in the customer’s language"
  }
}
export default messages
