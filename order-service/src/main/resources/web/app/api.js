/**
 * Calls of the page, each as any PDV makes it. What changes something is kept, to be shown as code;
 * a key never is.
 */
const KEPT = 12;
const NOBODY = { status: 0, body: {} };

export class Api extends EventTarget {
  calls = [];
  #keys;
  #number = 0;

  constructor(keys) {
    super();
    this.#keys = keys;
  }

  get keys() {
    return this.#keys;
  }

  /** @returns `{status, body}`; status 0 where nobody answers */
  read(path, { as = 'merchant', signal } = {}) {
    return this.#send({ method: 'GET', path, as, signal });
  }

  /** Changes something, once: a repeat of the request would carry the same key. */
  async write(method, path, body, { as = 'merchant', name }) {
    const call = { number: ++this.#number, at: new Date(), method, path, body, as, name,
      idempotencyKey: crypto.randomUUID(), status: null };
    this.calls = [call, ...this.calls].slice(0, KEPT);
    this.#changed();
    const answer = await this.#send(call);
    call.status = answer.status;
    this.#changed();
    return answer;
  }

  /** Leaves the last call away, of which nothing came but that it is made again. */
  forget() {
    this.calls = this.calls.slice(1);
    this.#changed();
  }

  async #send({ method, path, body, as, idempotencyKey, signal }) {
    const headers = { Authorization: this.#keys.authorization(as), Accept: 'application/json' };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (idempotencyKey) {
      headers['Idempotency-Key'] = idempotencyKey;
    }
    try {
      const answer = await fetch(path, {
        method,
        headers,
        signal,
        body: body === undefined ? undefined : JSON.stringify(body),
        // Without cookies, and without the browser's own question for a password.
        credentials: 'omit',
      });
      return { status: answer.status, body: await answer.json().catch(() => ({})) };
    } catch {
      return NOBODY;
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export function isGood({ status }) {
  return status >= 200 && status < 300;
}

/** What a refusal says, for people: its message, and which fields are meant. */
export function complaint({ status, body }, otherwise) {
  if (status === 0) {
    return otherwise;
  }
  const fields = Object.values(body.errors ?? {}).flat();
  const said = body.message ?? body.title ?? body.detail ?? `HTTP ${status}`;
  return fields.length > 0 ? `${said} ${fields.join(' ')}` : said;
}
