/**
 * PIN blocks of ISO 9564-1 format 4: two AES blocks chained over the PIN and the card number,
 * `AES(AES(PIN field) XOR PAN field)`, so that a block is of no use with another card.
 */
import { encryptBlock } from './aes.js';
import { fromHex, toHex, xor } from './bytes.js';

/**
 * @param key the PIN key, as of `blockKey`
 * @param fill eight bytes that make equal PINs give different blocks
 */
export async function encipher(pin, pan, key, fill = crypto.getRandomValues(new Uint8Array(8))) {
  const once = await encryptBlock(key, pinField(pin, fill));
  return encryptBlock(key, xor(once, panField(pan)));
}

/** The plain PIN field: control 4, length, digits, fill A, eight random bytes. */
export function pinField(pin, fill) {
  if (!/^\d{4,12}$/.test(pin)) {
    throw new RangeError('a PIN has 4 to 12 digits');
  }
  const nibbles = '4' + pin.length.toString(16) + pin.padEnd(14, 'A');
  return fromHex(nibbles + toHex(fill));
}

/** The plain card number field: digits beyond twelve, the number, zeros. */
export function panField(pan) {
  if (!/^\d{12,19}$/.test(pan)) {
    throw new RangeError('a card number has 12 to 19 digits');
  }
  return fromHex(((pan.length - 12).toString(16) + pan).padEnd(32, '0'));
}
