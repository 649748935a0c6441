/**
 * Where log lines go: those of one turn of the event loop by one call of the system, of which each costs as much as making the line.
 * What is still here when the process ends goes out then; a process that is killed loses what it logged in its last turn, while what the
 * record holds is in the store before an answer leaves.
 */
export function logLines(out: { write(text: string): unknown }): { write(line: string): void } {
  let lines = ''
  const letGo = () => {
    const text = lines
    lines = ''
    if (text !== '') out.write(text)
  }
  process.once('exit', letGo)
  return {
    write(line) {
      if (lines === '') setImmediate(letGo)
      lines += line
    },
  }
}
