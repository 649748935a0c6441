// A photo host that has one photo, in memory, at every address. The photo comes by a message, in base64.
import http from 'node:http'

process.once('message', ({ photo }) => {
  const bytes = Buffer.from(photo, 'base64')
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length })
    response.end(bytes)
  })
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
})
