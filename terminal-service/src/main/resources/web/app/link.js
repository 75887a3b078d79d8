/**
 * Keeps a session with the server: connects, says hello, answers pings, notices silence, and
 * connects again with growing waits.
 */
const PROTOCOL = 'connect-terminal.v1';
const HANDSHAKE_MS = 10_000;
const RECONNECT_MIN_MS = 500;
const RECONNECT_MAX_MS = 15_000;
const MISSED_HEARTBEATS = 3;
const CREDENTIAL_REPLACED = 1008;
const RESTARTING = 1012;
const FENCED = 4001;

export class Link {
  #parts;
  #socket = null;
  #live = false;
  #closed = false;
  #failures = 0;
  #lastFrameAt = 0;
  #watch = null;
  #retry = null;

  /**
   * @param parts `{credential, appVersion, faults, tape}` and what is told of it: `received(frame)`,
   *     `lost(failures)`, `ended(why)`
   */
  constructor(parts) {
    this.#parts = parts;
  }

  get isLive() {
    return this.#live;
  }

  connect() {
    if (this.#closed) {
      return;
    }
    if (this.#parts.faults.offline) {
      this.#over('offline', RECONNECT_MIN_MS);
      return;
    }
    // A browser cannot set Authorization on a socket: the credential is the second subprotocol,
    // never part of the address, which would be kept in logs and histories.
    const protocols = [PROTOCOL, `bearer.${this.#parts.credential}`];
    const socket = new WebSocket(new URL('/terminal/v1/connect', location.href), protocols);
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => this.#heard(socket, JSON.parse(event.data));
    socket.onclose = (event) => this.#ended(socket, event.code);
    this.#watch = setTimeout(() => this.#silent(socket, 'no welcome'), HANDSHAKE_MS);
  }

  /** Sends on a live session; without one it does nothing: a new session starts from the store. */
  send(frame) {
    if (this.#live) {
      this.#put(this.#socket, frame);
    }
  }

  /** Drops the line and connects again after the usual wait. */
  cut(why) {
    if (this.#socket) {
      this.#forget();
      this.#over(why, this.#backoff());
    }
  }

  /** For good. */
  close() {
    this.#closed = true;
    this.#live = false;
    clearTimeout(this.#watch);
    clearTimeout(this.#retry);
    this.#forget();
  }

  #opened(socket) {
    if (socket === this.#socket) {
      this.#put(socket, { type: 'hello', app_version: this.#parts.appVersion });
    }
  }

  #put(socket, frame) {
    const { faults, tape } = this.#parts;
    const text = JSON.stringify(frame);
    const fate = faults.pass('out', frame.type, () => {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(text);
      }
    });
    tape.note('out', frame, fate);
  }

  #heard(socket, frame) {
    if (socket !== this.#socket) {
      return;
    }
    this.#lastFrameAt = performance.now();
    const { faults, tape } = this.#parts;
    const fate = faults.pass('in', frame.type, () => {
      if (socket === this.#socket) {
        this.#take(socket, frame);
      }
    });
    tape.note('in', frame, fate);
  }

  #take(socket, frame) {
    if (frame.type === 'ping') {
      this.#put(socket, { type: 'pong', seq: frame.seq });
      return;
    }
    if (frame.type === 'welcome') {
      this.#live = true;
      this.#failures = 0;
      this.#watchFor(socket, Math.max(1, frame.heartbeat_ms));
    }
    this.#parts.received(frame);
  }

  #watchFor(socket, heartbeatMs) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      if (performance.now() - this.#lastFrameAt > MISSED_HEARTBEATS * heartbeatMs) {
        this.#silent(socket, 'server is silent');
      } else {
        this.#watchFor(socket, heartbeatMs);
      }
    }, heartbeatMs);
  }

  #silent(socket, why) {
    if (socket === this.#socket) {
      this.cut(why);
    }
  }

  #ended(socket, code) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    if (code === FENCED || code === CREDENTIAL_REPLACED) {
      this.close();
      this.#parts.tape.remark(`closed ${code}`);
      this.#parts.ended(code === FENCED ? 'fenced' : 'credential');
    } else {
      const soon = code === RESTARTING;
      this.#over(`closed ${code}`, soon ? jitter(RECONNECT_MIN_MS) : this.#backoff());
    }
  }

  #over(why, retryInMs) {
    clearTimeout(this.#watch);
    clearTimeout(this.#retry);
    if (this.#live || this.#failures === 0) {
      this.#parts.tape.remark(why);
    }
    this.#live = false;
    this.#socket = null;
    this.#parts.faults.lineLost();
    this.#failures++;
    this.#parts.lost(this.#failures);
    this.#retry = setTimeout(() => this.connect(), retryInMs);
  }

  /** A script cannot break a socket as a power cut does; one that nobody listens to is closest. */
  #forget() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #backoff() {
    return jitter(Math.min(RECONNECT_MAX_MS, RECONNECT_MIN_MS * 2 ** Math.min(this.#failures, 8)));
  }
}

/** Half to all of it: a thousand terminals must not come back in the same instant. */
function jitter(ms) {
  return ms / 2 + (Math.random() * ms) / 2;
}
