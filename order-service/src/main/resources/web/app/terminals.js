/** The account's terminals, over the API of PDVs. */
import { isGood } from './api.js';

const TERMINALS = '/posconnect/v1/terminals';

export class Terminals {
  list = [];
  isKnown = false;
  #api;

  constructor(api) {
    this.#api = api;
  }

  async refresh() {
    const answer = await this.#api.read(TERMINALS);
    if (isGood(answer)) {
      this.list = answer.body.data;
      this.isKnown = true;
    }
  }

  find(serial) {
    return this.list.find((terminal) => terminal.serial_number === serial);
  }

  /** Takes in the terminal that shows the code. */
  pair(code, mode, name) {
    return this.#api.write('POST', TERMINALS, { pairing_code: code, mode }, { name });
  }

  /** Has orders reach the terminal in another way. */
  switchTo(terminal, mode, name) {
    return this.#api.write('PUT', `${TERMINALS}/${terminal.id}/activation`, { mode }, { name });
  }
}
