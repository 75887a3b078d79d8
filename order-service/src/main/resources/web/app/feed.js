/**
 * The account's events as they come. An EventSource sends no key, so the key is exchanged for a
 * cookie first, which scripts cannot read and which is sent to /events alone.
 */
const LENGTH = 60;
const SESSION = '/events/session';
const RETRY_MS = 3000;

export class Feed extends EventTarget {
  events = [];
  isLive = false;
  #keys;
  #source = null;
  #timer = null;
  #closed = false;

  constructor(keys) {
    super();
    this.#keys = keys;
  }

  async open() {
    const headers = { Authorization: this.#keys.authorization('merchant') };
    const answer = await fetch(SESSION, { method: 'POST', headers }).catch(() => null);
    if (this.#closed) {
      return;
    }
    if (answer?.status !== 204) {
      this.#timer = setTimeout(() => this.open(), RETRY_MS);
      return;
    }
    this.#source = new EventSource('/events/stream');
    this.#source.onopen = () => this.#live(true);
    this.#source.onmessage = ({ data }) => this.#came(JSON.parse(data));
    this.#source.onerror = () => {
      this.#live(false);
      // What the browser gives up on begins again, with a new cookie.
      if (this.#source?.readyState === EventSource.CLOSED && !this.#closed) {
        this.#timer = setTimeout(() => this.open(), RETRY_MS);
      }
    };
  }

  /** Ends the stream and takes the cookie back. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#source?.close();
    return fetch(SESSION, { method: 'DELETE' }).catch(() => null);
  }

  #came(event) {
    this.events = [{ at: new Date(), event }, ...this.events].slice(0, LENGTH);
    this.dispatchEvent(new CustomEvent('event', { detail: event }));
  }

  #live(isLive) {
    this.isLive = isLive;
    this.dispatchEvent(new CustomEvent('event', { detail: null }));
  }
}
