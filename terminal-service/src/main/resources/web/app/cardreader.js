/** Reads a card and encrypts it on the spot, for one purpose and under that purpose's keys. */
import { blockKey } from './aes.js';
import { toBase64, toHex } from './bytes.js';
import { derivationKey, keySerialNumber, workingKey } from './dukpt.js';
import { encipher } from './pinblock.js';

const TEXT = new TextEncoder();

/**
 * The `card` of a `payment.start` or a `sale.cancel`. The store must hold the attempt, or the
 * cancellation, with its counter by now.
 *
 * @param keys `{keyId, key}` of the terminal
 * @param attempt `{attemptId, keyCounter}`
 * @param pin null where none was typed
 */
export async function seal(keys, attempt, card, pin) {
  const { keyId, key } = keys;
  const counter = attempt.keyCounter;
  const derivation = await derivationKey(key, keyId, counter);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const dataKey = await crypto.subtle.importKey(
    'raw', await workingKey(derivation, 'data', keyId, counter), 'AES-GCM', false, ['encrypt']);
  const plain = TEXT.encode(JSON.stringify({
    pan: card.pan,
    expiry: card.expiry,
    holder_name: card.holder,
    service_code: card.serviceCode,
  }));
  // Bound to the attempt: in another one the data does not open.
  const additionalData = TEXT.encode(attempt.attemptId);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, dataKey, plain);
  const sealed = {
    ksn: keySerialNumber(keyId, counter),
    iv: toBase64(iv),
    data: toBase64(new Uint8Array(data)),
  };
  if (pin !== null) {
    const pinKey = await blockKey(await workingKey(derivation, 'pin', keyId, counter));
    sealed.pin_block = toHex(await encipher(pin, card.pan, pinKey));
  }
  derivation.fill(0);
  return sealed;
}
