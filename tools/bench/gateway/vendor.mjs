// A vendor that answers from memory, so that what is measured is who asks it: whoever signs in, and any customer, all alike but for their
// ids. What it answers comes by a message: `{ body, id }`.
import http from 'node:http'

process.once('message', ({ body, id }) => {
  const parts = body.split(id)
  const server = http.createServer((request, response) => {
    const [path] = request.url.split('?', 1)
    const asked = /^\/v2\/customers\/(\d+)\/setImage$/.exec(path)?.[1]
    const answer =
      asked === undefined ? (path === '/v1.1/store/login' ? signedIn(request) : undefined) : parts.join(asked)
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(answer ?? '{"errors":[{"status":false,"code":404,"message":"none"}]}')
  })
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
})

function signedIn({ headers: { authorization = '' } }) {
  const [username] = Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':', 1)
  return JSON.stringify({ response: { store: { user: { username, org_name: 'Bench' } } } })
}
