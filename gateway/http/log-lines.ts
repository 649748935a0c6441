import type { Writable } from 'node:stream'

/**
 * Where log lines go: those of one turn of the event loop by one call of the system, of which each costs as much as making the line.
 * What is still here when the process ends goes out then; a process that is killed loses what it logged in its last turn, while what the
 * record holds is in the store before an answer leaves. Where nobody reads the lines any more, the gateway goes on without them.
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
