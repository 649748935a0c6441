/* The side of the till system's own page: docs/pos-integration.md says what each message means. */
const countersign = new URL('COUNTERSIGN_URL').origin
const said = document.getElementById('result')
let verifier
let asked

/** Whatever comes from anywhere else, or from another window, is none of ours. */
window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== countersign || source !== verifier) return
  switch (data.type) {
    case 'countersign:ready':
      return verifier.postMessage(asked, countersign)
    case 'countersign:decided':
      // The answer is to this sale and to what it asked for, or it is none.
      if (data.id !== asked.id || data.purpose !== asked.purpose) return
      said.textContent = `Customer ${data.userId}: ${data.result}, for "${data.purpose}", receipt ${data.receipt}.`
      return
    case 'countersign:withdrawn':
      said.textContent = `Taken back: receipt ${data.receipt}, for "${data.purpose}".`
      return
    case 'countersign:refused':
      said.textContent = `Refused: ${data.why}.`
      return
  }
})

document.getElementById('by-message').addEventListener('submit', (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  asked = {
    type: 'countersign:verify',
    id: 'sale-17',
    identifier: { kind: 'mobile', value: form.get('mobile') },
    purpose: form.get('purpose'),
  }
  said.textContent = 'Waiting for the associate.'
  if (verifier === undefined || verifier.closed)
    verifier = window.open(`${countersign}/hand-over`, 'countersign')
  else {
    verifier.postMessage(asked, countersign)
    verifier.focus()
  }
})
