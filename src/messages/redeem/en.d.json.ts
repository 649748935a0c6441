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
  }
}
export default messages
