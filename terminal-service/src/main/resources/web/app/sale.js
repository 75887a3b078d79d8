/**
 * What the terminal does about orders and payments. It decides nothing about money: it shows what
 * it is told, and an attempt stays open until the server has said how it ended.
 *
 * The open attempt is the store's; everything else is forgotten with the page and told again by the
 * next welcome. Methods that write to the store are asynchronous: the device calls one at a time.
 *
 * Stages: `idle`, `typingAmount` (a standalone sale), `offered` (an order waits for a card),
 * `typingPin` (nothing was stored or sent yet), `paying` (an attempt is open; `order` is null if
 * it was withdrawn meanwhile or there never was one), `settled` (the last attempt has ended),
 * `showing` (an ending that people have to see before the next order comes).
 */
import { approvedView, opening, startFrame } from './attempt.js';
import { offerOf, owed, owesPart, typedInto } from './offer.js';
import { Requests } from './requests.js';
import { hasChip, needsPin } from './wallet.js';

const SHOW_AGAIN_MS = 3000;
const LINGER_MS = 6000;
const ENDED_WELL = ['captured', 'held'];
const GIVEN_BACK = ['refunded', 'voided', 'expired'];
const ENDED_BADLY = ['declined', 'reversed'];

export class Sale {
  stage = { name: 'idle' };
  #device;
  #store;
  #next = null;
  #known = new Map();
  #lastStart = null;
  #confirmed = '';
  #requests;

  /**
   * @param device `{store, appVersion, send(frame), show(view), print(attempt, result), free(),
   *     after(ms, step), pulls(moment)}`
   */
  constructor(device) {
    this.#device = device;
    this.#store = device.store;
    this.#requests = new Requests(device, () => this.#ask());
  }

  get isIdle() {
    return this.stage.name === 'idle';
  }

  get isFree() {
    return this.stage.name === 'idle' || this.stage.name === 'typingAmount';
  }

  /** A session has begun. An open attempt comes first, whatever the welcome says of it. */
  welcomed(welcome) {
    this.#requests.quiet();
    this.#next = null;
    const order = welcome.order ?? null;
    const open = this.#store.state.openAttempt;
    if (open) {
      const same = order !== null && order.order_id === open.sale.orderId;
      // What the order owes after a sale that is done waits until the attempt is closed.
      const told = welcome.payment?.attempt_id === open.attemptId;
      const paysIt = same && !(told && isLeft(order, welcome.payment));
      this.stage = { name: 'paying', attempt: open, order: paysIt ? order : null };
      this.#next = paysIt ? null : order;
      this.#device.show({ name: 'verifying' });
      this.#ask();
    } else if (order === null) {
      this.#idle();
    } else if (!welcome.payment || isLeft(order, welcome.payment)) {
      this.#bring(order);
    } else {
      this.#resume(order, welcome.payment);
    }
  }

  disconnected() {
    this.#requests.quiet();
    this.#next = null;
    if (this.stage.name === 'paying') {
      this.#device.show({ name: 'verifying' });
    } else {
      this.stage = { name: 'idle' };
    }
  }

  get hasOpenAttempt() {
    return Boolean(this.#store.state.openAttempt);
  }

  /** The terminal is off; nothing of it runs any more. */
  stop() {
    this.#requests.stop();
  }

  shown(order) {
    const { stage } = this;
    const same = stage.order?.order_id === order.order_id;
    if (stage.name === 'paying') {
      const isNext = this.#next?.order_id === order.order_id;
      if (stage.attempt.sale.orderId === order.order_id && !isNext) {
        this.stage = { ...stage, order };
        this.#acknowledge(order);
      } else {
        this.#next = order;
      }
    } else if (stage.name === 'showing') {
      this.#next = order;
    } else if (['offered', 'typingPin'].includes(stage.name) && alike(stage.order, order)) {
      this.#acknowledge(order);
    } else if (stage.name === 'settled' && same && ENDED_BADLY.includes(stage.outcome)) {
      // The shopper still reads why; the card may be presented again meanwhile.
      this.stage = { ...stage, order };
      this.#acknowledge(order);
    } else {
      this.#bring(order);
    }
  }

  withdrawn(orderId) {
    if (this.#next?.order_id === orderId) {
      this.#next = null;
    }
    const { stage } = this;
    if (stage.name === 'paying' && stage.attempt.sale.orderId === orderId) {
      this.stage = { ...stage, order: null };
    } else if (['offered', 'typingPin', 'settled'].includes(stage.name)
        && stage.order?.order_id === orderId) {
      this.#idle();
    }
  }

  /** The operator types an amount without any order. */
  typeAmount() {
    if (this.stage.name === 'idle') {
      this.stage = { name: 'typingAmount', amountMinor: 0, type: null };
      this.#showAmount();
    }
  }

  /** The shopper presents a card; ignored unless the screen shows something to pay. */
  async present(card, entry) {
    const { stage } = this;
    const again = stage.name === 'settled' && stage.outcome !== 'paid' && owed(stage.order) > 0;
    const typed = stage.name === 'typingAmount' && stage.confirmed;
    if (!again && !typed && stage.name !== 'offered') {
      return;
    }
    const offer = again ? offerOf(stage.order) : stage;
    if (!offer.type) {
      if (again) {
        this.#bring(stage.order, true);
      }
      return;
    }
    if (entry === 'magstripe_fallback' && hasChip(card) && !offer.chipAsked) {
      this.stage = { ...offer, chipAsked: true };
      this.#showOffer();
      return;
    }
    if (needsPin(entry, offer.amountMinor)) {
      this.stage = { name: 'typingPin', offer, order: offer.order, card, entry, pin: '' };
      this.#showPin();
    } else {
      await this.#start(offer, card, entry, null);
    }
  }

  /** A key: a digit, `green`, `yellow` or `red`. */
  async key(key) {
    switch (this.stage.name) {
      case 'offered':
      case 'typingAmount':
        return this.#offerKey(key);
      case 'typingPin':
        return this.#pinKey(key);
      case 'settled':
        if (key === 'green' && this.stage.outcome !== 'blocked') {
          this.#bring(this.stage.order, true);
        } else if (key === 'red') {
          this.#putAway(this.stage.order);
        }
        return undefined;
      case 'showing':
        return key === 'green' || key === 'red' ? this.#shownLongEnough() : undefined;
      default:
        return undefined;
    }
  }

  /** A result. One of an attempt that is not the open one is history, mostly. */
  async result(result) {
    const { stage } = this;
    if (stage.name === 'paying' && stage.attempt.attemptId === result.attempt_id) {
      await this.#resultOf(stage.attempt, result);
    } else if (stage.name === 'settled' && stage.outcome === 'blocked'
        && stage.order.order_id === result.order_id) {
      this.#resume(stage.order, result);
    }
  }

  /** A frame of ours was refused. Whether it matters depends on which one it was. */
  async refused(refusal) {
    if (this.stage.name !== 'paying' || refusal.in_reply_to?.startsWith('order.')) {
      return;
    }
    const { attempt, order } = this.stage;
    const starting = ['payment.start', 'sale.start'].includes(refusal.in_reply_to);
    if (refusal.code === 'temporarily_unavailable') {
      this.#requests.repeat();
    } else if (refusal.code === 'unknown_attempt') {
      await this.#neverArrived(attempt, order);
    } else if (starting && refusal.code !== 'attempt_with_different_contents') {
      await this.#settle('blocked', { name: 'refused', message: refusal.message });
    } else {
      this.#doubt();
    }
  }

  #offerKey(key) {
    const { stage } = this;
    const standalone = stage.name === 'typingAmount';
    const chosen = { 1: 'credit', 2: 'debit', 3: 'voucher' }[key];
    if (key === 'red') {
      if (standalone) {
        this.#idle();
      } else {
        this.#putAway(stage.order);
      }
    } else if (!stage.type && chosen && (!standalone || stage.amountDone)) {
      this.stage = { ...stage, type: chosen, confirmed: true };
      this.#showOffer();
    } else if (standalone && key === 'green' && stage.amountMinor > 0 && !stage.amountDone) {
      this.stage = { ...stage, amountDone: true };
      this.#showOffer();
    } else if ((standalone && !stage.amountDone) || (stage.type && stage.order?.mode === 'listed')) {
      this.#typed(key);
    }
  }

  #typed(key) {
    const typed = typedInto(this.stage, key);
    if (typed?.offer) {
      this.stage = typed.offer;
    }
    if (typed) {
      this.#showOffer(typed.offer ? {} : typed);
    }
  }

  async #pinKey(key) {
    const { offer, card, entry, pin } = this.stage;
    if (/^\d$/.test(key) && pin.length < 12) {
      this.stage = { ...this.stage, pin: pin + key };
      this.#showPin();
    } else if (key === 'yellow') {
      this.stage = { ...this.stage, pin: pin.slice(0, -1) };
      this.#showPin();
    } else if (key === 'red') {
      this.stage = offer;
      this.#showOffer();
    } else if (key === 'green' && pin.length >= 4) {
      await this.#start(offer, card, entry, pin);
    }
  }

  /** The red key: a listed order goes back to the list, a direct one to the PDV. */
  #putAway(order) {
    const type = order.mode === 'listed' ? 'order.release' : 'order.reject';
    this.#device.send({ type, order_id: order.order_id });
  }

  /** Puts an order on the screen, and asks for a card if it may be paid from here. */
  #bring(order, again = false) {
    this.#requests.quiet();
    const known = this.#known.get(order.order_id);
    if (known === 'paid' && order.owed_minor === undefined) {
      return; // A late duplicate. The server withdraws what it believes is on the screen.
    }
    this.#acknowledge(order);
    if (owed(order) === 0) {
      // Other terminals have the rest in flight; the server shows what becomes of it.
      this.stage = { name: 'settled', order, outcome: 'blocked' };
      this.#device.show({ name: 'order', order, amountMinor: 0, waiting: true });
      return;
    }
    if (again) {
      this.#known.delete(order.order_id);
    }
    this.stage = offerOf(order);
    this.#showOffer();
  }

  /** The welcome brought an order with the result of an attempt that is not open here. */
  #resume(order, payment) {
    if (payment.status === 'declined') {
      this.#known.set(order.order_id, 'declined');
      this.#acknowledge(order);
      this.stage = { name: 'settled', order, outcome: 'declined' };
      this.#device.show({ name: 'declined', result: payment });
    } else if (ENDED_WELL.includes(payment.status) && order.mode !== 'listed') {
      this.#known.set(order.order_id, 'paid');
      this.#idle();
    } else if ([...ENDED_WELL, ...GIVEN_BACK, 'reversed'].includes(payment.status)) {
      this.#bring(order);
    } else {
      this.stage = { name: 'settled', order, outcome: 'blocked' };
      this.#device.show({ name: 'verifying' });
    }
  }

  /**
   * Stores the attempt with its id and its key counter; only then is the card encrypted and sent.
   */
  async #start(offer, card, entry, pin) {
    const { state } = this.#store;
    const { order } = offer;
    const step = opening(state, this.#device.appVersion, offer, entry);
    const attempt = step.openAttempt;
    await this.#store.update(step);
    this.stage = { name: 'paying', attempt, order: order ?? null };
    this.#device.show({ name: 'authorizing', entry });
    const start = await startFrame(state, attempt, card, pin);
    this.#lastStart = start;
    this.#requests.send(start);
    this.#device.pulls('started');
  }

  async #resultOf(attempt, result) {
    const named = await this.#nameOrder(attempt, result);
    if (result.status === 'authorizing') {
      this.#device.show({ name: 'authorizing', entry: attempt.sale.entryMode });
      this.#requests.awaitNews();
    } else if (result.status === 'approved') {
      this.#approved(named, result);
    } else if (ENDED_WELL.includes(result.status)) {
      // Printed before the attempt is closed: a slip twice is better than none.
      const at = this.#device.print(named, result);
      const lastSale = { attempt: named, result, at };
      await this.#settle('paid', approvedView(named, result), { lastSale });
    } else if (GIVEN_BACK.includes(result.status)) {
      // Captured and given back before we heard of either: the order is owed again.
      await this.#settle('reversed', { name: 'reversed', status: result.status });
    } else if (result.status === 'declined') {
      await this.#settle('declined', { name: 'declined', result });
    } else if (result.status === 'reversed') {
      await this.#settle('reversed', { name: 'reversed', status: 'reversed' });
    } else {
      // "verifying", and whatever a newer server may say: not known yet, never "declined".
      this.#doubt();
    }
  }

  /** The server names the order of a standalone sale; a reconnect needs the name. */
  async #nameOrder(attempt, result) {
    if (attempt.sale.orderId !== null) {
      return attempt;
    }
    const named = { ...attempt, sale: { ...attempt.sale, orderId: result.order_id } };
    await this.#store.update({ openAttempt: named });
    this.stage = { ...this.stage, attempt: named };
    return named;
  }

  #approved(attempt, result) {
    this.#device.show(approvedView(attempt, result));
    if (this.#device.pulls('approved')) {
      return;
    }
    if (this.#confirmed !== attempt.attemptId) {
      // Once, until we ask again: a server that answers the second with "approved" as it stands
      // would be confirmed to for ever.
      this.#confirmed = attempt.attemptId;
      this.#requests.send({
        type: 'payment.confirm',
        order_id: result.order_id,
        attempt_id: attempt.attemptId,
      });
    }
  }

  /** The attempt has ended. */
  async #settle(outcome, view, changes = {}) {
    const { attempt, order } = this.stage;
    this.#requests.done();
    await this.#store.update({ ...changes, openAttempt: null });
    this.#lastStart = null;
    if (attempt.sale.orderId) {
      this.#known.set(attempt.sale.orderId, outcome);
    }
    this.#device.show(view);
    const over = order === null || (outcome === 'paid' && order.mode !== 'listed');
    if (over || this.#next || outcome === 'paid') {
      // The server shows what is left of a listed order, withdraws it, or has another one.
      this.stage = { name: 'showing', order: over ? null : order };
      this.#requests.later(LINGER_MS, () => this.#shownLongEnough());
    } else {
      this.stage = { name: 'settled', order, outcome };
      if (outcome === 'reversed') {
        this.#requests.later(SHOW_AGAIN_MS, () => this.#offerAgain());
      }
    }
  }

  /** Unless the card is back already, or the operator was quicker. */
  #offerAgain() {
    if (this.stage.name === 'settled') {
      this.#bring(this.stage.order);
    }
  }

  #shownLongEnough() {
    if (this.stage.name !== 'showing') {
      return;
    }
    const next = this.#next;
    this.#next = null;
    if (next) {
      this.#bring(next);
    } else {
      this.#idle();
    }
  }

  /**
   * The server knows nothing of the attempt: the start was lost. While it is in memory it is sent
   * again as it was, under the same id, so that it counts once even if it is only late. After a
   * power cut the card is needed again, with a new attempt.
   */
  async #neverArrived(attempt, order) {
    if (this.#lastStart?.attempt_id === attempt.attemptId) {
      this.#device.show({ name: 'authorizing', entry: attempt.sale.entryMode });
      this.#requests.send(this.#lastStart);
      return;
    }
    await this.#settle('blocked', { name: 'refused', reason: 'lostStart' });
    if (order !== null && this.stage.name === 'settled') {
      this.#bring(order);
    }
  }

  #doubt() {
    this.#device.show({ name: 'verifying' });
    this.#requests.awaitNews();
  }

  #ask() {
    if (this.stage.name === 'paying') {
      this.#confirmed = '';
      this.#requests.send({ type: 'payment.query', attempt_id: this.stage.attempt.attemptId });
    }
  }

  #acknowledge(order) {
    this.#device.send({ type: 'order.shown', order_id: order.order_id });
  }

  #showOffer(further = {}) {
    if (this.stage.name === 'typingAmount') {
      this.#showAmount(further);
    } else {
      this.#device.show({ ...this.stage, ...further, name: 'order' });
    }
  }

  #showAmount(further = {}) {
    this.#device.show({ ...this.stage, ...further, name: 'amount' });
  }

  #showPin() {
    const { offer, pin } = this.stage;
    this.#device.show({ name: 'pin', amountMinor: offer.amountMinor, typed: pin.length });
  }

  #idle() {
    this.#requests.quiet();
    this.stage = { name: 'idle' };
    this.#device.free();
  }
}

/** Whether what a welcome says is owed is so after a sale that it tells of. */
function isLeft(order, payment) {
  return GIVEN_BACK.includes(payment.status)
    || (ENDED_WELL.includes(payment.status) && (order.mode === 'listed' || owesPart(order)));
}

function alike(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
