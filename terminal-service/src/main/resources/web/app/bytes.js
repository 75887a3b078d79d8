/** Bytes as text: hexadecimal in upper case, base64 as in RFC 4648. */

export function toHex(bytes) {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('').toUpperCase();
}

export function fromHex(hex) {
  if (!/^([0-9A-Fa-f]{2})*$/.test(hex)) {
    // The text is not repeated: it may be a key.
    throw new RangeError('not pairs of hexadecimal digits');
  }
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toBase64(bytes) {
  // One by one: an image has more bytes than a call may have arguments.
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function xor(a, b) {
  return a.map((byte, i) => byte ^ b[i]);
}
