/**
 * The account's terminals, over the API of PDVs; a server without those routes is asked by its
 * operators' ones, if the page has an operator's token.
 */
import { isGood } from './api.js';

const MERCHANTS = '/posconnect/v1/terminals';
const OPERATORS = '/terminal/v1/terminals';
const MISSING = [404, 405];

export class Terminals {
  list = [];
  isKnown = false;
  #api;
  /** Whether there are routes for merchants; null while nobody has said. */
  #merchants = null;

  constructor(api) {
    this.#api = api;
  }

  async refresh() {
    let answer = { status: 404, body: {} };
    if (this.#merchants !== false) {
      answer = await this.#api.read(MERCHANTS);
      this.#merchants = isGood(answer) ? true : MISSING.includes(answer.status) ? false : null;
    }
    if (this.#merchants === false && this.#canOperate) {
      const account = encodeURIComponent(this.#api.keys.account);
      answer = await this.#api.read(`${OPERATORS}?account_id=${account}`, { as: 'operator' });
    }
    if (isGood(answer)) {
      this.list = answer.body.data;
      this.isKnown = true;
    }
  }

  find(serial) {
    return this.list.find((terminal) => terminal.serial_number === serial);
  }

  /** Takes in the terminal that shows the code. @returns the answer; 404 if nobody here may */
  pair(code, mode, name) {
    const body = { pairing_code: code, mode };
    return this.#change('POST', '', { body, name, further: { account_id: this.#api.keys.account } });
  }

  /** Has orders reach the terminal in another way. */
  switchTo(terminal, mode, name) {
    return this.#change('PUT', `/${terminal.id}/activation`, { body: { mode }, name });
  }

  async #change(method, path, { body, name, further = {} }) {
    if (this.#merchants === null) {
      await this.refresh();
    }
    if (this.#merchants) {
      return this.#api.write(method, MERCHANTS + path, body, { name });
    }
    return this.#canOperate
      ? this.#api.write(method, OPERATORS + path, { ...further, ...body }, { as: 'operator', name })
      : { status: 404, body: {} };
  }

  get #canOperate() {
    const { admin, account } = this.#api.keys;
    return admin !== '' && account !== '';
  }
}
