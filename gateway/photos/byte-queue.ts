/** Bytes waiting their turn, in one buffer that doubles, so that a file that dribbles in costs no more than one in a piece. */
export class ByteQueue {
  #buffer = new Uint8Array(1024)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#buffer.length) this.#makeRoom(this.length + chunk.length)
    this.#buffer.set(chunk, this.#end)
    this.#end += chunk.length
  }

  /** All that waits; valid until the next `append`. */
  peek(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end)
  }

  /** Removes the first `count` bytes and returns them; valid until the next `append`. */
  take(count: number): Uint8Array {
    const taken = this.peek().subarray(0, count)
    this.#start += taken.length
    return taken
  }

  #makeRoom(needed: number): void {
    const waiting = this.peek()
    const isRoomyEnough = needed * 2 <= this.#buffer.length
    this.#buffer = isRoomyEnough ? this.#buffer : new Uint8Array(needed * 2)
    this.#buffer.set(waiting)
    this.#start = 0
    this.#end = waiting.length
  }
}
