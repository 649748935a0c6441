// Written by tools/build/icu-messages.ts from en.json.
declare const messages: {
  "redeem": {
    "open": "Redeem points",
    "close": "Close",
    "points": "Points to redeem",
    "has": "The customer has {points, number}.",
    "worth": "≈ {amount}",
    "wrong": "Enter a whole number of points that the customer has.",
    "submit": "Redeem {points, plural, one {# point} other {# points}}",
    "sending": "Redeeming",
    "askCode": "The loyalty service needs a code from the customer for this.",
    "sendCode": "Send a code",
    "codeSent": "A code was sent. Ask the customer to read it to you.",
    "done": "{points, plural, one {# point redeemed} other {# points redeemed}}",
    "balance": "Balance {before, number} → {after, number}",
    "id": "Redemption",
    "checkMore": "Check for {points, plural, one {# point} other {# points}}",
    "ask": "Ask again",
    "asking": "Asking the loyalty service"
  },
  "failure": {
    "receipt_over": {
      "what": "This answer no longer covers a redemption.",
      "next": "Answer again, then redeem."
    },
    "no_program": {
      "what": "This customer isn’t in one programme whose points can be redeemed.",
      "next": "Redeem at the till system, or ask your manager."
    },
    "points_not_enough": {
      "what": "The customer doesn’t have enough points.",
      "next": "Choose fewer points."
    },
    "points_too_many": {
      "what": "The loyalty service doesn’t redeem so many points at once.",
      "next": "Choose fewer points."
    },
    "points_too_few": {
      "what": "The loyalty service doesn’t redeem so few points.",
      "next": "Choose more points."
    },
    "points_not_possible": {
      "what": "The loyalty service doesn’t redeem this number of points.",
      "next": "Try a round number, such as the next hundred."
    },
    "redemption_refused": {
      "what": "The loyalty service refused to redeem points.",
      "next": "Nothing was redeemed. Ask your manager."
    },
    "redemption_unsure": {
      "what": "It isn’t known yet whether the points were redeemed.",
      "next": "Don’t redeem them again. Ask once more in a moment, or look at the balance."
    }
  }
}
export default messages
