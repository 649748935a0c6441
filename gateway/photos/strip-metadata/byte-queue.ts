/** A queue of bytes. A chunk that arrives at an empty queue is not copied; otherwise chunks collect in a buffer that doubles. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  /** Whether the buffer is our own, so that there may be room after `#end`. */
  #isOurs = false

  get length(): number {
    return this.#end - this.#start
  }

  /** @param chunk must not be changed afterwards */
  append(chunk: Uint8Array): void {
    if (this.length === 0) {
      this.#bytes = chunk
      this.#start = 0
      this.#end = chunk.length
      this.#isOurs = false
      return
    }
    const needed = this.#end + chunk.length
    if (!this.#isOurs || needed > this.#bytes.length) this.#makeRoom(this.length + chunk.length)
    this.#bytes.set(chunk, this.#end)
    this.#end += chunk.length
  }

  /** All queued bytes. Later calls do not change what was returned. */
  peek(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end)
  }

  /** Removes the first `count` bytes and returns them. */
  take(count: number): Uint8Array {
    const from = this.#start
    this.#start = Math.min(this.#end, from + count)
    return this.#bytes.subarray(from, this.#start)
  }

  #makeRoom(needed: number): void {
    const waiting = this.peek()
    this.#bytes = new Uint8Array(Math.max(1024, needed * 2))
    this.#bytes.set(waiting)
    this.#start = 0
    this.#end = waiting.length
    this.#isOurs = true
  }
}
