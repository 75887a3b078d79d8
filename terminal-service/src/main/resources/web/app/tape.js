/** What went over the wire, newest last, without card data and passwords. */
const LENGTH = 200;
const HIDDEN = '•••';

export class Tape extends EventTarget {
  entries = [];
  #number = 0;

  /** @param fate `passed`, `lost` or `twice` */
  note(direction, frame, fate) {
    const entry = { number: ++this.#number, at: new Date(), direction, fate, frame: masked(frame) };
    this.entries = [...this.entries.slice(1 - LENGTH), entry];
    this.dispatchEvent(new Event('change'));
  }

  /** What happened to the line itself. */
  remark(text) {
    this.note('line', { type: text }, 'passed');
  }
}

/** Encrypted or not, a card's data is nobody's reading, nor is a password. The serial number of its key is. */
function masked(frame) {
  if (frame.type === 'print.data') {
    return { ...frame, data: `${frame.data.length}…` };
  }
  if (frame.password) {
    return { ...frame, password: HIDDEN };
  }
  if (!frame.card) {
    return frame;
  }
  const card = { ...frame.card, iv: HIDDEN, data: HIDDEN };
  if (card.pin_block) {
    card.pin_block = HIDDEN;
  }
  return { ...frame, card };
}
