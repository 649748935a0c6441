// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
  "app": {
    "name": "Countersign"
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
    "profiles": "Other profiles"
  },
  "status": {
    "member": "Loyalty member",
    "notMember": "Not in the loyalty programme"
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
    "issued": "Issued {date}"
  },
  "photo": {
    "alt": "Photo of {name}",
    "label": "Photo",
    "loading": "Loading the photo",
    "renewing": "Getting a fresh copy",
    "open": "Show larger",
    "othersMissing": "There are more photos, but they couldn’t be listed.",
    "none": "No photo on file",
    "noneNext": "Confirm who it is another way.",
    "failedTitle": "The photo can’t be shown",
    "failedOnFile": "A photo is on file, but the loyalty service could not hand it out.",
    "withheldTitle": "Photo held back",
    "withheld": "The photo on this record belongs to another customer, so it isn’t shown. Confirm who it is another way, and tell your manager.",
    "tryAgain": "Try again"
  },
  "failure": {
    "broken": "Reload the page and search again. If it happens twice, call store support.",
    "reload": "Reload",
    "plain": {
      "what": "That didn’t work.",
      "next": "Try again. If it lasts, call store support."
    },
    "tryAgain": "Try again"
  }
}
export default messages
