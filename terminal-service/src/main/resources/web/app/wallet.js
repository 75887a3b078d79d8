/**
 * The shopper's cards: published test numbers (docs/simulator.md). With all but the first four the
 * simulated network decides by the amount's cents. This is no place for anybody's real card.
 */
const HOLDER = 'PORTADOR DE TESTE';
const CHIP = '201';

export const CARDS = [
  card('approved', 'Visa', '4000000000000010', 'always'),
  card('declined', 'Visa', '4000000000000028', 'declines'),
  card('late', 'Visa', '4000000000000036', 'late'),
  card('never', 'Visa', '4000000000000044', 'never'),
  card('mastercard', 'Mastercard', '5555555555554444', 'byCents'),
  card('elo', 'Elo', '6362970000457013', 'byCents'),
  card('hipercard', 'Hipercard', '6062825624254001', 'byCents'),
  card('amex', 'Amex', '378282246310005', 'byCents'),
  card('visa', 'Visa', '4111111111111111', 'byCents'),
  card('expired', 'Visa', '4111111111111111', 'tooOld', '2001'),
];

/** Without a PIN a card is tapped up to this amount; above it the shopper types one. */
const CONTACTLESS_LIMIT_MINOR = 200_00;

/** Whether the shopper types a PIN. */
export function needsPin(entry, amountMinor) {
  return entry !== 'contactless' || amountMinor > CONTACTLESS_LIMIT_MINOR;
}

/** Whether the stripe says that there is a chip, which is to be used first. */
export function hasChip(card) {
  return card.serviceCode.startsWith('2') || card.serviceCode.startsWith('6');
}

/** @param outcome key of the text that says what the network does with it */
function card(id, brand, pan, outcome, expiry = '3512') {
  return { id, brand, pan, outcome, expiry, holder: HOLDER, serviceCode: CHIP };
}
