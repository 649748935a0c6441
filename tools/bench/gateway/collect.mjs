// Goes before the gateway, by --import: whoever started the process learns what it holds on to, after a forced collection.
process.on('message', () => {
  globalThis.gc()
  globalThis.gc()
  process.send({ ...process.memoryUsage(), open: process.getActiveResourcesInfo().length })
})
// The gateway ends as if nobody listened.
process.channel.unref()
