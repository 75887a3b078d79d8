/**
 * The key injection room: gives a new terminal its initial key. The launcher has one for its own
 * machine; elsewhere keys are typed in, as they are injected into real terminals. No service hands
 * them out.
 */
import { blockKey } from './aes.js';
import { fromHex } from './bytes.js';

/** A fresh `{keyId, key}`; null where there is no such room. */
export async function askForKey() {
  const answer = await fetch('/emulator/keys', { method: 'POST' });
  if (answer.status !== 201) {
    return null;
  }
  const { initial_key_id: id, initial_key: key } = await answer.json();
  return imported(id, key);
}

/** A key that was typed in. It cannot be read back, not even by this page. */
export async function imported(id, key) {
  const bytes = fromHex(key.trim());
  const keyId = id.trim().toUpperCase();
  if (!/^[0-9A-F]{16}$/.test(keyId) || ![16, 32].includes(bytes.length)) {
    throw new RangeError('a key id has 16 hexadecimal digits, a key 32 or 64');
  }
  return { keyId, key: await blockKey(bytes) };
}
