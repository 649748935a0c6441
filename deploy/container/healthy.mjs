// Asks the gateway of the same container whether it is alive, for a HEALTHCHECK without shell or curl. 0: yes.
const { PORT = '8080' } = process.env
const answered = await fetch(`http://127.0.0.1:${PORT}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exitCode = answered ? 0 : 1
