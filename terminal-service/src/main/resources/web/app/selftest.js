/**
 * The published vectors of the ANSI X9.24-3:2017 supplement, run against this browser's own
 * cryptography: the same ones that libs/dukpt is tested with. Terminals test themselves like this
 * before they are trusted with a card.
 */
import { blockKey } from './aes.js';
import { fromHex, toHex } from './bytes.js';
import { derivationKey, initialKey, nextCounter, workingKey } from './dukpt.js';
import { encipher, panField, pinField } from './pinblock.js';

const KEY_ID = '1234567890123456';
const BDK = 'FEDCBA9876543210F1F1F1F1F1F1F1F1';
const INITIAL_128 = '1273671EA26AC29AFA4D1084127652A1';
const INITIAL_256 = 'CE9CE0C101D1138F97FB6CAD4DF045A7083D4EAE2D35A31789D01CCF0949550F';

const DERIVATION_KEYS = [
  [INITIAL_128, 0x00000001, '4F21B565BAD9835E112B6465635EAE44'],
  [INITIAL_128, 0x00000008, '718EE6CF0B27E53D5F7AF99C4D8146A2'],
  [INITIAL_128, 0x0001fffe, 'E21E8C8D347F8561A2BE752DAA85A111'],
  [INITIAL_128, 0x00020000, 'F7AE9025468A25D37B7249CFFED224C8'],
  [INITIAL_128, 0xffff0000, 'F6BA59389BD14A9855BE9727E7C52E3C'],
  [INITIAL_256, 0x00000001, '54AC2B32B145EA4A554CB8BC44B17467063A799856B1CCC2A138D36E8DBF78B3'],
  [INITIAL_256, 0x00000008, '20A796D5077D51B8E7613893A4F095B134E02917DC84BD391F3661D0873FF308'],
  [INITIAL_256, 0x0001fffe, 'A289508CBF1228452CD86AB77B15CB35577AC828C18BB66681E5A16D6C9CCED3'],
  [INITIAL_256, 0x00020000, 'D62DDA94A47D7DA5D763443B4ECB15EA8DD62E0E4F915958BA459591F8312E37'],
  [INITIAL_256, 0xffff0000, '6D6DB7AAAE8B3EA90E57A39E4BBA71E173B21B446B30A78D64BFC6A8806C55EE'],
];

const WORKING_KEYS = [
  [0x00000001, 'pin', 'AF8CB133A78F8DC2D1359F18527593FB'],
  [0x00000001, 'mac', 'A2DC23DE6FDE0824A2BC321E08E4B8B7'],
  [0x00000001, 'data', 'A35C412EFD41FDB98B69797C02DCD08F'],
  [0x00000008, 'pin', '4D9DF3FBEE3448FC3E676D04320A90F5'],
];

const PIN = '1234';
const PAN = '4111111111111111';
const FILL = '2F69ADDE2E9E7ACE';

/** All checks as `{name, passed}`, in their order. */
export async function selfTest() {
  const checks = [];
  const check = (name, found, wanted) => checks.push({ name, passed: found === wanted });
  check('initial key, AES-128', toHex(await initialKey(fromHex(BDK), KEY_ID)), INITIAL_128);
  check('initial key, AES-256', toHex(await initialKey(fromHex(BDK + BDK), KEY_ID)), INITIAL_256);
  for (const [initial, counter, wanted] of DERIVATION_KEYS) {
    const bits = wanted.length * 4;
    check(`derivation key ${counter.toString(16).padStart(8, '0')}, AES-${bits}`,
      toHex(await derivation(initial, counter)), wanted);
  }
  for (const [counter, usage, wanted] of WORKING_KEYS) {
    const parent = await derivation(INITIAL_128, counter);
    check(`${usage} key ${counter.toString(16).padStart(8, '0')}`,
      toHex(await workingKey(parent, usage, KEY_ID, counter)), wanted);
  }
  await checkPinBlock(check);
  check('counter after 0', nextCounter(0), 1);
  check('counter after 0x1FFFE', nextCounter(0x1fffe), 0x20000);
  return checks;
}

async function checkPinBlock(check) {
  check('PIN field', toHex(pinField(PIN, fromHex(FILL))), '441234AAAAAAAAAA2F69ADDE2E9E7ACE');
  check('PAN field', toHex(panField(PAN)), '44111111111111111000000000000000');
  const pinKey = await workingKey(await derivation(INITIAL_128, 1), 'pin', KEY_ID, 1);
  check('PIN block, format 4',
    toHex(await encipher(PIN, PAN, await blockKey(pinKey), fromHex(FILL))),
    'A912150391AB65A67E52883D81CE2D15');
}

async function derivation(initial, counter) {
  return derivationKey(await blockKey(fromHex(initial)), KEY_ID, counter);
}
