// A vendor that answers from memory, so that what is measured is who asks it. What it answers comes by a message.
import http from 'node:http'

process.once('message', ({ answers }) => {
  const bodies = new Map(Object.entries(answers))
  const server = http.createServer((request, response) => {
    const [path] = request.url.split('?', 1)
    const body = bodies.get(/^\/v2\/customers\/(\d+)\/setImage$/.exec(path)?.[1] ?? '')
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    return response.end(body ?? '{"errors":[{"status":false,"code":404,"message":"none"}]}')
  })
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
})
