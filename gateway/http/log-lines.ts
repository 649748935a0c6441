import type { Writable } from 'node:stream'

/**
 * Writes log lines in batches: all lines of one turn of the event loop with one system call, because a call costs as much as making
 * a line. The remaining lines are written when the process ends. A killed process loses the lines of its last turn; the audit
 * record loses nothing, because events are stored before an answer is sent. If nobody reads the lines any more, the gateway
 * continues without them.
 */
export function logLines(out: Writable): { write(line: string): void } {
  let lines = ''
  const letGo = () => {
    const text = lines
    lines = ''
    if (text !== '') out.write(text)
  }
  process.once('exit', letGo)
  out.on('error', () => undefined)

  return {
    write(line) {
      if (lines === '') setImmediate(letGo)
      lines += line
    },
  }
}
