/**
 * The counter: a cart, the terminal that is to be paid at, the order that came of it. Whatever
 * happens is told by a `change` event.
 *
 * The order is asked for again when the event stream speaks of it, and every second while it is
 * open: what only the terminal knows (shown, authorizing) is no event.
 */
import { complaint, isGood } from './api.js';
import { MAX_QUANTITY, PRODUCTS } from './catalog.js';
import { t, texts } from './i18n.js';
import { drawNote } from './nfe.js';
import { Terminals } from './terminals.js';
import { timeline } from './timeline.js';

const POLL_MS = 1000;
const TRACE_MS = 2000;
const RECENT = 8;
const ORDERS = '/core/v5/orders';
const CHARGES = '/core/v5/charges';

export class Counter extends EventTarget {
  quantities = new Map();
  extra = [];
  choice = { mode: 'direct', type: 'credit', installments: 1, installmentType: 'merchant',
    operation: 'auth_and_capture' };
  serial = '';
  own = null;
  order = null;
  recent = [];
  timeline = [];
  busy = false;
  problem = '';
  said = '';
  #api;
  #timer = null;
  #tracing = null;
  #tried = new Set();
  #closed = false;

  constructor(api) {
    super();
    this.#api = api;
    this.terminals = new Terminals(api);
  }

  async open() {
    await Promise.all([this.terminals.refresh(), this.#readRecent()]);
    this.#changed();
    this.#tick();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#tracing);
  }

  get lines() {
    const products = PRODUCTS.filter(({ code }) => this.quantities.get(code) > 0).map((product) => ({
      code: product.code,
      description: texts(product.name),
      amount: product.price,
      quantity: this.quantities.get(product.code),
    }));
    return [...products, ...this.extra];
  }

  get total() {
    return this.lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0);
  }

  put(code, change) {
    const now = (this.quantities.get(code) ?? 0) + change;
    this.quantities.set(code, Math.min(MAX_QUANTITY, Math.max(0, now)));
    this.#changed();
  }

  putExtra(description, amount) {
    const code = `EXTRA-${this.extra.length + 1}`;
    this.extra = [...this.extra, { code, description, amount, quantity: 1 }];
    this.#changed();
  }

  change(line, by) {
    if (this.extra.includes(line)) {
      const quantity = Math.min(MAX_QUANTITY, line.quantity + by);
      this.extra = this.extra
        .map((one) => (one === line ? { ...one, quantity } : one))
        .filter((one) => one.quantity > 0);
      this.#changed();
    } else {
      this.put(line.code, by);
    }
  }

  choose(changes) {
    this.choice = { ...this.choice, ...changes };
    if (this.choice.type !== 'credit') {
      this.choice.installments = 1;
    }
    this.#changed();
  }

  pick(serial) {
    this.serial = serial;
    this.#changed();
  }

  /**
   * What the terminal in the frame said of itself; its code is used at once, for it stands on this
   * very counter.
   */
  async heard(told) {
    this.own = told;
    if (told.serial && !this.serial) {
      this.serial = told.serial;
    }
    if (told.screen === 'pairing' && told.code && !this.#tried.has(told.code)) {
      this.#tried.add(told.code);
      const answer = await this.terminals.pair(told.code, this.choice.mode, t('callPair'));
      this.problem = isGood(answer) ? '' : `${t('pairByHand')} ${told.code}`;
    }
    this.#changed();
  }

  place() {
    return this.#act(async () => {
      const { mode } = this.choice;
      await this.terminals.refresh();
      const terminal = this.terminals.find(this.serial);
      if (terminal && terminal.mode !== mode) {
        const switched = await this.terminals.switchTo(terminal, mode, t('callMode'));
        if (!isGood(switched)) {
          return switched;
        }
      }
      const answer = await this.#placed();
      if (isGood(answer)) {
        this.quantities.clear();
        this.extra = [];
        this.#show(answer.body);
        await this.terminals.refresh();
        await this.#readRecent();
      }
      return answer;
    });
  }

  /** Another service learns of a fresh terminal by an event, some moments later. */
  async #placed() {
    const body = this.#orderBody();
    const name = t('callOrder');
    for (let tries = 1; ; tries++) {
      const answer = await this.#api.write('POST', ORDERS, body, { name });
      if (answer.body.code !== 'terminal_unknown' || tries === 5) {
        return answer;
      }
      this.#api.forget();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  #orderBody() {
    const { mode, type, installments, installmentType, operation } = this.choice;
    const code = `BALCAO-${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
    const settings = {
      visible: true,
      display_name: code,
      print_order_receipt: true,
      devices_serial_number: this.serial ? [this.serial] : [],
    };
    if (mode === 'direct') {
      settings.payment_setup = { type, installments, installment_type: installmentType,
        operation_type: operation };
    }
    return {
      code,
      customer: { name: 'Cliente do balcão', email: 'cliente@example.com' },
      items: this.lines.map(({ code: item, description, amount, quantity }) => (
        { code: item, description, amount, quantity })),
      closed: false,
      poi_payment_settings: settings,
    };
  }

  finish(status) {
    const path = `${ORDERS}/${this.order.id}/closed`;
    return this.#act(async () => {
      const answer = await this.#api.write('PATCH', path, { status },
        { name: t(status === 'paid' ? 'callClose' : 'callCancelOrder') });
      if (isGood(answer)) {
        this.#show(answer.body);
        await this.#readRecent();
      }
      return answer;
    });
  }

  /** @param amount in centavos, null for all of it */
  giveBack(charge, amount) {
    return this.#onCharge('DELETE', `${CHARGES}/${charge.id}`, amount, t('callRefund'));
  }

  capture(charge, amount) {
    return this.#onCharge('POST', `${CHARGES}/${charge.id}/capture`, amount, t('callCapture'));
  }

  #onCharge(method, path, amount, name) {
    return this.#act(async () => {
      const body = amount === null ? undefined : { amount };
      const answer = await this.#api.write(method, path, body, { name });
      await this.refresh();
      return answer;
    });
  }

  /** Prints a sample; the account is allowed to print first, if it was not. */
  print() {
    return this.#act(async () => {
      const note = drawNote(this.order, t('shop'));
      const path = `/posconnect/v1/orders/${this.order.id}/prints`;
      const body = { type: 'nfe', size_v: note.height, size_h: note.width, format: 'png',
        content: note.content };
      const name = t('callPrint');
      let answer = await this.#api.write('POST', path, body, { name });
      if (answer.body.code === 'printing_not_enabled' && await this.#allowPrinting()) {
        answer = await this.#api.write('POST', path, body, { name });
      }
      if (isGood(answer)) {
        this.said = t('printAsked');
      }
      await this.refresh();
      return answer.status === 409 ? { status: 409, body: { message: t('printBusy') } } : answer;
    });
  }

  async #allowPrinting() {
    const answer = await this.#api.write('PUT', '/posconnect/v1/settings', { printing: true },
      { name: t('callPrinting') });
    return isGood(answer);
  }

  /** Looks now, and once more: the delivery of an event comes after it. */
  async trace() {
    await this.#look();
    clearTimeout(this.#tracing);
    this.#tracing = setTimeout(() => this.#look(), TRACE_MS);
  }

  async #look() {
    const id = this.order?.id;
    if (!id) {
      return;
    }
    const rows = await timeline(this.#api, id);
    if (this.order?.id === id) {
      this.timeline = rows;
      this.#changed();
    }
  }

  /** The counter is free for the next customer; the order stays as it is. */
  next() {
    this.order = null;
    this.timeline = [];
    this.problem = '';
    this.said = '';
    this.#changed();
  }

  async take(id) {
    const answer = await this.#api.read(`${ORDERS}/${id}`);
    if (isGood(answer)) {
      this.problem = '';
      this.timeline = [];
      this.#show(answer.body);
    }
  }

  async refresh() {
    const id = this.order?.id;
    if (id) {
      const answer = await this.#api.read(`${ORDERS}/${id}`);
      if (isGood(answer) && this.order?.id === id) {
        this.#show(answer.body);
      }
    }
  }

  /** An event of the stream. */
  async told(event) {
    const { data } = event;
    if (this.order && [data?.id, data?.order?.id].includes(this.order.id)) {
      await this.refresh();
      if (this.timeline.length > 0) {
        await this.trace();
      }
    }
    await this.#readRecent();
    this.#changed();
  }

  async #readRecent() {
    const answer = await this.#api.read(`${ORDERS}?size=${RECENT}`);
    if (isGood(answer)) {
      this.recent = answer.body.data;
    }
  }

  async #act(step) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = '';
    this.said = '';
    this.#changed();
    const answer = await step();
    this.busy = false;
    this.problem = isGood(answer) ? '' : complaint(answer, t('nobodyAnswers'));
    this.#changed();
  }

  #show(order) {
    this.order = order;
    this.#changed();
  }

  #tick() {
    this.#timer = setTimeout(async () => {
      if (this.order && !this.order.closed && !this.busy) {
        await this.refresh();
      } else if (this.own && this.own.screen !== 'pairing' && !this.terminals.find(this.own.serial)?.online) {
        await this.terminals.refresh();
        this.#changed();
      }
      if (!this.#closed) {
        this.#tick();
      }
    }, POLL_MS);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
