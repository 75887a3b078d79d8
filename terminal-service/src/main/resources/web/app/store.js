/**
 * All a terminal keeps through a power cut, one record in IndexedDB. A step is a new state, durable
 * before anything is done with it: localStorage would be simpler, but browsers write it to disk some
 * time later, and a counter that comes back from before is a key used twice.
 */
const STORE = 'terminal';
const RECORD = 'state';
const ATTEMPTS_PER_SERIES = 10_000;
const SERIES = 36 ** 6;

export class Store {
  #db;
  #state;

  constructor(db, state) {
    this.#db = db;
    this.#state = state;
  }

  /** Opens the memory of a terminal, empty the first time. */
  static async open(name) {
    const opening = indexedDB.open(`connect-terminal-${name}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const db = await done(opening);
    return new Store(db, (await done(db.transaction(STORE).objectStore(STORE).get(RECORD))) ?? {});
  }

  get state() {
    return this.#state;
  }

  /** Makes the changed state durable and answers it. */
  async update(changes) {
    const next = { ...this.#state, ...changes };
    const step = this.#db.transaction(STORE, 'readwrite', { durability: 'strict' });
    step.objectStore(STORE).put(next, RECORD);
    await new Promise((resolve, reject) => {
      step.oncomplete = resolve;
      step.onabort = () => reject(step.error);
    });
    this.#state = next;
    return next;
  }

  close() {
    this.#db.close();
  }
}

/**
 * The memory of a terminal fresh from key injection. Attempt numbers start at a random series, so
 * that one whose memory was lost does not repeat the attempt ids of its former life.
 */
export function injected(serial, keyId, key) {
  const random = crypto.getRandomValues(new Uint32Array(1))[0];
  return {
    serial,
    model: 'EMULATOR',
    keyId,
    key,
    keyCounter: 0,
    attemptCounter: (random % SERIES) * ATTEMPTS_PER_SERIES,
    pairing: null,
    terminalId: null,
    credential: null,
    openAttempt: null,
    openCancellation: null,
    lastPrint: null,
    lastSale: null,
  };
}

/** `<serial>-<app version>-<6 characters>-<4 digits>`, the terminal's own key of an attempt. */
export function attemptId(serial, appVersion, number) {
  const series = Math.floor(number / ATTEMPTS_PER_SERIES) % SERIES;
  const letters = series.toString(36).toUpperCase().padStart(6, '0');
  return `${serial}-${appVersion}-${letters}-${String(number % ATTEMPTS_PER_SERIES).padStart(4, '0')}`;
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
