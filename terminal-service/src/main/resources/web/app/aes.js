/** AES on one 16-byte block, the primitive that X9.24-3 and ISO 9564 are defined over. */

const BLOCK = 16;
const ZEROS = new Uint8Array(BLOCK);

/** A key that nothing can read back, for `encryptBlock` and nothing else. */
export function blockKey(bytes) {
  return crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt']);
}

/**
 * WebCrypto offers no bare block cipher. CBC under an initialization vector of zeros is one for its
 * first block; the second holds nothing but the padding and is dropped.
 */
export async function encryptBlock(key, block) {
  if (block.length !== BLOCK) {
    throw new RangeError(`an AES block has 16 bytes, not ${block.length}`);
  }
  const chained = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: ZEROS }, key, block);
  return new Uint8Array(chained).slice(0, BLOCK);
}
