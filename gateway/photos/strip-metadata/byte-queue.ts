/** Bytes waiting their turn. What comes while nothing waits is not copied; what dribbles in gathers in a buffer that doubles. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  /** Whether there may be room of ours behind `#end`. */
  #isOurs = false

  get length(): number {
    return this.#end - this.#start
  }

  /** @param chunk is not changed by anybody any more */
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

  /** All that waits. What was handed out stays as it is, whatever comes after it. */
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
