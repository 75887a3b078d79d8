/**
 * The pairing of docs/terminal-protocol.md, from the terminal's side:
 *
 * 1. ask for a code, and store the pairing before the code is shown;
 * 2. ask for the credential until the operator has used the code;
 * 3. store the credential. A power cut before that is harmless: asked again, the server answers a
 *    fresh one.
 */
const PAIRINGS = '/terminal/v1/pairings';
const POLL_MS = 1000;
const OUT_OF_ORDER = [429, 500, 502, 503, 504];

export class PairingRefused extends Error {}

/**
 * @param show is told the code to show
 * @param signal ends it
 * @returns when the store holds a credential
 */
export async function pair(store, appVersion, show, signal) {
  while (!store.state.credential) {
    let pending = store.state.pairing;
    if (!pending) {
      pending = await begin(store, appVersion, signal);
    }
    show(pending.code);
    await awaitOperator(store, pending, signal);
  }
}

async function begin(store, appVersion, signal) {
  const { serial, model } = store.state;
  const reply = await untilAnswered(PAIRINGS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ serial_number: serial, model, app_version: appVersion }),
    signal,
  });
  if (reply.status !== 201) {
    throw new PairingRefused(reply.body.title ?? reply.body.code ?? `HTTP ${reply.status}`);
  }
  const { pairing_id: id, code, pairing_secret: secret } = reply.body;
  await store.update({ pairing: { id, code, secret } });
  return store.state.pairing;
}

/** Returns when the terminal is paired, or when the pairing is no longer good. */
async function awaitOperator(store, pending, signal) {
  for (;;) {
    const reply = await untilAnswered(`${PAIRINGS}/${pending.id}`, {
      headers: { Authorization: `Bearer ${pending.secret}` },
      signal,
    });
    if (reply.status === 200 && reply.body.status === 'paired') {
      const { terminal_id: terminalId, device_credential: credential } = reply.body;
      await store.update({ pairing: null, terminalId, credential });
      return;
    }
    if (reply.status !== 200) {
      // The code has run out, or was used by a terminal that is connected by now.
      await store.update({ pairing: null });
      return;
    }
    await pause(POLL_MS, signal);
  }
}

/** Repeats the request until somebody answers it who is not merely out of order. */
async function untilAnswered(address, request) {
  for (;;) {
    try {
      const answer = await fetch(address, request);
      if (!OUT_OF_ORDER.includes(answer.status)) {
        return { status: answer.status, body: await answer.json().catch(() => ({})) };
      }
    } catch (failure) {
      if (request.signal.aborted) {
        throw failure;
      }
    }
    await pause(POLL_MS, request.signal);
  }
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
