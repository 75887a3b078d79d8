/** What goes wrong on purpose, between the terminal and its socket. */
const SPARED = ['ping', 'pong', 'hello', 'welcome'];

export class Faults extends EventTarget {
  /** No socket can be opened, and an open one is gone. */
  offline = false;
  /** Every frame, both ways, is this late. */
  delayMs = 0;
  /** The next frame that matters is lost: `out`, `in` or null. */
  dropNext = null;
  /** The next frame that matters is sent twice. */
  duplicateNext = false;
  /** The next frame that matters is overtaken by the one after it: `out`, `in` or null. */
  reorderNext = null;
  /** The terminal's clock is this fast, or slow: what it prints is dated so. */
  clockSkewMs = 0;
  /** The printer has no paper. */
  outOfPaper = false;
  /** The plug is pulled once: a payment was `started`, is `approved`, a document is `printing`. */
  unplugAt = null;
  #overtaken = { in: null, out: null };

  set(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event('change'));
  }

  /** Passes a frame on as the faults have it. Session frames are only ever late. */
  pass(direction, type, deliver) {
    const spared = SPARED.includes(type);
    if (!spared && this.dropNext === direction) {
      this.set({ dropNext: null });
      return 'lost';
    }
    if (!spared && this.reorderNext === direction) {
      this.set({ reorderNext: null });
      this.#overtaken[direction] = deliver;
      return 'overtaken';
    }
    const twice = !spared && direction === 'out' && this.duplicateNext;
    if (twice) {
      this.set({ duplicateNext: false });
    }
    this.#deliver(deliver);
    if (twice) {
      this.#deliver(deliver);
    }
    if (!spared) {
      this.#release(direction);
    }
    return twice ? 'twice' : 'passed';
  }

  /** The terminal's own time. */
  now() {
    return new Date(Date.now() + this.clockSkewMs);
  }

  /** A line that is gone takes along what was to be overtaken. */
  lineLost() {
    this.#overtaken = { in: null, out: null };
  }

  /** Whether the plug is to be pulled at this moment; only once. */
  pulls(moment) {
    if (this.unplugAt !== moment) {
      return false;
    }
    this.set({ unplugAt: null });
    return true;
  }

  #release(direction) {
    const late = this.#overtaken[direction];
    this.#overtaken[direction] = null;
    if (late) {
      this.#deliver(late);
    }
  }

  #deliver(deliver) {
    if (this.delayMs === 0) {
      deliver();
    } else {
      setTimeout(deliver, this.delayMs);
    }
  }
}
