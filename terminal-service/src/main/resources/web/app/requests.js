/**
 * The one thing that is waited for: an answer, the shopper, the time to try again. Whatever is waited
 * for next takes the place of what was waited for before.
 */
const ASK_AGAIN_MS = 5000;
const TRY_AGAIN_MS = 1000;

export class Requests {
  #device;
  #ask;
  #last = null;
  #timer = null;
  #stopped = false;

  /**
   * @param device `{send(frame), after(ms, step)}`
   * @param ask asks how things stand
   */
  constructor(device, ask) {
    this.#device = device;
    this.#ask = ask;
  }

  /** Sends what wants an answer, and asks how things stand if none comes. */
  send(frame) {
    this.#last = frame;
    this.awaitNews();
    this.#device.send(frame);
  }

  /** Asks how things stand if nothing is heard for a while. */
  awaitNews() {
    this.later(ASK_AGAIN_MS, this.#ask);
  }

  /** The server could not take the last one: it is sent again, as it was. */
  repeat() {
    this.later(TRY_AGAIN_MS, () => this.#last && this.send(this.#last));
  }

  later(ms, step) {
    this.quiet();
    if (!this.#stopped) {
      this.#timer = this.#device.after(ms, step);
    }
  }

  /** Waits for nothing any more. */
  quiet() {
    clearTimeout(this.#timer);
  }

  /** The last one was answered for good. */
  done() {
    this.quiet();
    this.#last = null;
  }

  /** The terminal is off; nothing of it runs any more. */
  stop() {
    this.#stopped = true;
    this.quiet();
  }
}
