/**
 * What an operator watches: terminals, orders that are open, deliveries, payments with those that
 * could not be given back, the money that is to come, and what the services tell operators. Read anew every few seconds while somebody looks.
 */
import { complaint, isGood } from './api.js';
import { t } from './i18n.js';
import { Operations } from './operations.js';

const EVERY_MS = 5000;
const PAGE = 100;
const PAGES = 5;
const LATEST = 10;
const CLOCK = '/acquirer/v1/test-clock';
const DAY_MS = 86_400_000;
const FAILED = ['error_on_voiding', 'error_on_refunding'];

export class Desk extends EventTarget {
  orders = [];
  deliveries = [];
  payments = [];
  balance = null;
  due = [];
  clock = null;
  problem = '';
  said = '';
  #api;
  #terminals;
  #timer = null;
  #hasNoClock = false;

  constructor(api, terminals) {
    super();
    this.#api = api;
    this.#terminals = terminals;
    this.operations = new Operations(api);
  }

  get terminals() {
    return this.#terminals.list;
  }

  async open() {
    clearTimeout(this.#timer);
    await this.#read();
    this.#timer = setTimeout(() => this.open(), EVERY_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Sends a notification once more. */
  resend(delivery) {
    return this.#act(this.#api.write('POST', `/core/v5/hooks/${delivery.delivery_id}/retry`, undefined,
      { name: t('callResend') }));
  }

  /** Asks the card network again for what it refused to give back. */
  retry(charge) {
    return this.#act(this.#api.write('POST', `/admin/v1/charges/${charge.id}/retry-cancellation`, undefined,
      { as: 'operator', name: t('callRetry') }));
  }

  /** A test system's acquirer can be shown tomorrow: what is refunded, what is paid out. */
  skipDay() {
    const days = Math.round(this.clock.ahead / DAY_MS) + 1;
    return this.#act(this.#api.write('PUT', CLOCK, { offset: `P${days}D` }, { as: 'operator', name: t('callClock') }));
  }

  /** Has a parked message tried again. */
  replay(message) {
    return this.#act(this.operations.replay(message));
  }

  async #act(asked) {
    const answer = await asked;
    const waitsStill = answer.body.replayed === 0;
    this.problem = !isGood(answer) ? complaint(answer, t('nobodyAnswers')) : waitsStill ? t('stillParked') : '';
    this.said = this.problem ? '' : t('done');
    await this.#read();
  }

  async #read() {
    const [, orders, deliveries, charges, balance, due, clock] = await Promise.all([
      this.#terminals.refresh(),
      this.#api.read('/core/v5/orders?status=pending&size=50'),
      this.#api.read('/core/v5/hooks?size=20'),
      this.#api.read(`/core/v5/charges?size=${PAGE}`),
      this.#api.read('/core/v5/balance'),
      this.#due(),
      this.#readClock(),
      this.operations.read(),
    ]);
    this.orders = isGood(orders) ? orders.body.data : this.orders;
    this.deliveries = isGood(deliveries) ? deliveries.body.data : this.deliveries;
    this.payments = isGood(charges) ? paymentsOf(charges.body.data) : this.payments;
    this.balance = isGood(balance) ? balance.body : this.balance;
    this.due = due ?? this.due;
    this.clock = clock;
    this.dispatchEvent(new Event('change'));
  }

  /** Null where it cannot be put forward: in production, or for who is no operator. */
  async #readClock() {
    if (this.#api.keys.admin === '' || this.#hasNoClock) {
      return null;
    }
    const answer = await this.#api.read(CLOCK, { as: 'operator' });
    this.#hasNoClock = answer.status === 404;
    const now = new Date(answer.body.now);
    return isGood(answer) ? { now, ahead: Math.max(0, now - Date.now()) } : null;
  }

  /** What is still to be paid out, by the day it is due: `[{day, amount, fee}]`. */
  async #due() {
    const days = new Map();
    let cursor = '';
    for (let page = 0; page < PAGES; page++) {
      const answer = await this.#api.read(
        `/core/v5/payables?status=waiting_funds&size=${PAGE}${cursor && `&forward_cursor=${encodeURIComponent(cursor)}`}`);
      if (!isGood(answer)) {
        return null;
      }
      for (const { payment_date: date, amount, fee } of answer.body.data) {
        const day = date.slice(0, 10);
        const sum = days.get(day) ?? { day, amount: 0, fee: 0 };
        days.set(day, { day, amount: sum.amount + amount, fee: sum.fee + fee });
      }
      cursor = answer.body.paging?.forward_cursor;
      if (!cursor) {
        break;
      }
    }
    // A day whose sales were all given back brings nothing.
    return [...days.values()].filter(({ amount, fee }) => amount !== fee).sort((a, b) => a.day.localeCompare(b.day));
  }
}

/** `[{charge, hasFailed}]`: what could not be given back, then the latest of the others. */
function paymentsOf(charges) {
  const rows = charges.map((charge) => ({ charge, hasFailed: FAILED.includes(charge.acquirer_status) }));
  return [...rows.filter(({ hasFailed }) => hasFailed), ...rows.filter(({ hasFailed }) => !hasFailed).slice(0, LATEST)];
}
