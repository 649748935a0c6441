/* The side of the till system's own page: countersign-till.js does the talking. */
import { connect } from './countersign-till.js'

const said = document.getElementById('result')
const place = document.getElementById('frame')
const words = {
  withdrawn: ({ receipt, purpose }) => `Taken back: receipt ${receipt}, for "${purpose}".`,
  cancelled: () => 'The associate gave up.',
  not_found: () => 'No customer has this number.',
  superseded: () => 'Another request took the place of this one.',
  closed: () => 'The window was closed.',
  bad_request: () => 'Refused: bad_request.',
  unknown_purpose: () => 'Refused: unknown_purpose.',
}

const inWindow = connect('COUNTERSIGN_URL')
const inFrame = connect('COUNTERSIGN_URL', { frame: place })

const show = (answer) => {
  const { result, userId, purpose, receipt } = answer
  said.textContent =
    words[result]?.(answer) ??
    `Customer ${userId}: ${result}, for "${purpose}"${receipt === undefined ? '' : `, receipt ${receipt}`}.`
}

document.getElementById('by-message').addEventListener('submit', (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  const points = form.get('points')
  said.textContent = 'Waiting for the associate.'
  const countersign = event.submitter.value === 'frame' ? inFrame : inWindow
  const request = {
    identifier: { kind: 'mobile', value: form.get('mobile') },
    purpose: form.get('purpose'),
    sale: '17',
    ...(points === '' ? {} : { points: Number(points) }),
  }
  void countersign.ask(request, show).then(show)
})
