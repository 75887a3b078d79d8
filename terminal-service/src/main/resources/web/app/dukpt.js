/**
 * AES DUKPT keys (ANSI X9.24-3:2017, section 6), the terminal's side: every key is AES, under its
 * parent, of derivation data that names the block, the usage, the algorithm, the key's length and
 * the context. `selftest.js` holds the published vectors.
 */
import { blockKey, encryptBlock } from './aes.js';
import { fromHex } from './bytes.js';

const USAGE = { pin: 0x1000, mac: 0x2000, data: 0x3000, derivation: 0x8000, initial: 0x8001 };
const WORKING_KEY_BYTES = 16;
const LAST_COUNTER = 0xffff0000;
const MAX_SET_BITS = 16;

/** Every transaction counter was used: the terminal needs a new initial key. */
export class KeysExhausted extends Error {}

/** Derives the initial key of a terminal, as the injection room does. For the vectors only. */
export async function initialKey(bdk, keyId) {
  return derive(await blockKey(bdk), USAGE.initial, bdk.length, fromHex(keyId));
}

/**
 * The derivation key of one counter: from the initial key along the counter's set bits, the
 * highest first, with the bits met so far as context.
 *
 * @param initial the initial key, as of `blockKey`
 */
export async function derivationKey(initial, keyId, counter) {
  const keyBytes = initial.algorithm.length / 8;
  let key = initial;
  let bytes = null;
  let walked = 0;
  for (let bit = 0x80000000; bit >= 1; bit /= 2) {
    if ((counter & bit) !== 0) {
      walked += bit;
      const next = await derive(key, USAGE.derivation, keyBytes, context(keyId, walked));
      bytes?.fill(0);
      bytes = next;
      key = await blockKey(bytes);
    }
  }
  return bytes;
}

/** The working keys of a transaction, all AES-128: `usage` is `pin`, `mac` or `data`. */
export async function workingKey(derivation, usage, keyId, counter) {
  const parent = await blockKey(derivation);
  return derive(parent, USAGE[usage], WORKING_KEY_BYTES, context(keyId, counter));
}

/** The first counter above one that was used, 0 if none was. Some values do not exist. */
export function nextCounter(used) {
  let candidate = used + 1;
  while (setBits(candidate) > MAX_SET_BITS) {
    // All values up to the carry out of the lowest set bit have more set bits, not fewer.
    candidate += (candidate & -candidate) >>> 0;
  }
  if (candidate > LAST_COUNTER) {
    throw new KeysExhausted('the terminal has used all of its transaction keys');
  }
  return candidate;
}

/** 24 hexadecimal digits: the key id and the counter. */
export function keySerialNumber(keyId, counter) {
  return keyId + counter.toString(16).padStart(8, '0').toUpperCase();
}

async function derive(parent, usage, keyBytes, contextBytes) {
  const key = new Uint8Array(keyBytes);
  for (let block = 1; (block - 1) * 16 < keyBytes; block++) {
    const data = new Uint8Array(16);
    const view = new DataView(data.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, block);
    view.setUint16(2, usage);
    view.setUint16(4, keyBytes === 32 ? 4 : 2);
    view.setUint16(6, keyBytes * 8);
    data.set(contextBytes, 8);
    key.set(await encryptBlock(parent, data), (block - 1) * 16);
  }
  return key;
}

function context(keyId, counter) {
  const bytes = new Uint8Array(8);
  bytes.set(fromHex(keyId).slice(4), 0);
  new DataView(bytes.buffer).setUint32(4, counter);
  return bytes;
}

function setBits(value) {
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) {
    count += rest % 2;
  }
  return count;
}
