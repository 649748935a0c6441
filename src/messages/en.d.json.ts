// Written by plugins/icu-messages.ts from en.json.
declare const messages: {
  "app": {
    "name": "Countersign",
    "sandbox": "Sandbox: invented customers",
    "sandboxShort": "Sandbox",
    "notThere": "There is no screen at this address.",
    "toStart": "Find a customer"
  },
  "search": {
    "label": "Find a customer",
    "find": "Find",
    "hint": "Type the customer number and press Enter",
    "mistake": {
      "empty": "Type a customer number first.",
      "not-digits": "A customer number has digits only. Take out the letters and signs.",
      "leading-zero": "A customer number doesn’t begin with 0.",
      "too-long": "That is too long for a customer number: it has at most 15 digits."
    }
  },
  "tryThese": {
    "title": "Try these",
    "more": "{count, plural, one {Show # more} other {Show # more}}"
  },
  "customer": {
    "title": "Customer {id}",
    "unnamed": "No name on file",
    "loading": "Looking up customer {id}",
    "found": "Customer found: {name}.",
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
    "staleAfterFailure": "These details could not be refreshed. They are from a moment ago.",
    "refresh": "Refresh"
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
    "yes": "Yes",
    "no": "No",
    "expires": "Expires {date}",
    "issued": "Issued {date}"
  },
  "warning": {
    "text": "Note from the loyalty service: {message}",
    "code": "The loyalty service added a note without words (number {code, number}).",
    "points": "Points could not be loaded.",
    "subscriptions": "Subscriptions could not be loaded.",
    "segments": "Segments could not be loaded."
  },
  "photo": {
    "alt": "Photo of {name}",
    "label": "Photo",
    "position": "Photo {position, number} of {count, number}",
    "positionDated": "Photo {position, number} of {count, number}, {date}",
    "undated": "Date unknown",
    "size": "{width, number} × {height, number} pixels",
    "tooSmall": "Too small to judge",
    "loading": "Loading the photo",
    "renewing": "Getting a fresh copy",
    "open": "Show larger",
    "others": "More photos",
    "othersMissing": "There are more photos, but they couldn’t be listed.",
    "none": "No photo on file",
    "noneNext": "Confirm who it is another way.",
    "failedTitle": "The photo can’t be shown",
    "failedOnFile": "A photo is on file, but the loyalty service could not hand it out.",
    "withheldTitle": "Photo held back",
    "withheld": "The photo on this record belongs to another customer, so it isn’t shown. Confirm who it is another way, and tell your manager.",
    "tryAgain": "Try again",
    "shown": "Photo shown.",
    "shownDated": "Photo shown, {date}."
  },
  "zoom": {
    "title": "Photo of {name}, larger",
    "close": "Close",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "help": "Plus and minus zoom, arrow keys move, Escape closes."
  },
  "trying": {
    "in": "Trying again in {seconds, plural, one {# second} other {# seconds}}.",
    "now": "Trying again."
  },
  "failure": {
    "tryAgain": "Try again",
    "openSurvivor": "Open customer {id}",
    "support": "Support code {id}",
    "broken": "Reload the page and search again. If it happens twice, call store support.",
    "reload": "Reload",
    "offline": {
      "what": "This till is offline.",
      "next": "Check the network cable or Wi-Fi, then try again."
    },
    "gateway_down": {
      "what": "Couldn’t reach Countersign’s own server.",
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
    }
  }
}
export default messages
