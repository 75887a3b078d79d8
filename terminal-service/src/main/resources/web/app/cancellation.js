/**
 * The cancellation of a sale:
 *
 * 1. a sale of the list is picked, and its card presented again;
 * 2. the cancellation is stored with its id, then sent;
 * 3. it stays open until the server has said how it ended, through reconnects and power cuts.
 *
 * A PDV's order comes before one that was not sent yet, and is not kept waiting by one that was. At
 * most one is open.
 */
import { seal } from './cardreader.js';
import { nextCounter } from './dukpt.js';
import { Requests } from './requests.js';
import { attemptId } from './store.js';

export class Cancellation {
  #device;
  #store;
  #requests;
  #picked = null;
  #lastRequest = null;

  /**
   * @param device `{store, appVersion, send(frame), after(ms, step), pulls(moment), showIfFree(view),
   *     printCancellation(sale, result)}`
   */
  constructor(device) {
    this.#device = device;
    this.#store = device.store;
    this.#requests = new Requests(device, () => this.#ask());
  }

  /** Whether the card of a picked sale is waited for. */
  get wantsCard() {
    return this.#picked !== null;
  }

  get isOpen() {
    return Boolean(this.#store.state.openCancellation);
  }

  /** A session has begun; an open cancellation is asked about. */
  welcomed() {
    if (this.isOpen) {
      this.#device.showIfFree({ name: 'verifyingCancel' });
      this.#ask();
    }
  }

  disconnected() {
    this.#picked = null;
    this.#requests.quiet();
  }

  stop() {
    this.#requests.stop();
  }

  pick(sale) {
    this.#picked = sale;
    this.#device.showIfFree({ name: 'cancelSale', sale });
  }

  /** Something else takes the screen. */
  giveWay() {
    this.#picked = null;
  }

  /** The card of the picked sale; stored before anything is sent. */
  async present(card, entry) {
    const sale = this.#picked;
    if (sale === null) {
      return;
    }
    this.#picked = null;
    const { state } = this.#store;
    const number = state.attemptCounter + 1;
    const open = {
      cancelId: attemptId(state.serial, this.#device.appVersion, number),
      keyCounter: nextCounter(state.keyCounter),
      sale,
    };
    await this.#store.update({
      attemptCounter: number,
      keyCounter: open.keyCounter,
      openCancellation: open,
    });
    this.#device.showIfFree({ name: 'verifyingCancel' });
    // No PIN is typed: the card only shows that it is the one that paid.
    const sealed = { attemptId: open.cancelId, keyCounter: open.keyCounter };
    const request = {
      type: 'sale.cancel',
      cancel_id: open.cancelId,
      payment_id: sale.payment_id,
      amount_minor: left(sale),
      currency: sale.currency,
      entry_mode: entry,
      card: await seal(state, sealed, card, null),
    };
    this.#lastRequest = request;
    this.#requests.send(request);
    this.#device.pulls('started');
  }

  /** How a cancellation stands; of one that is not open it is history. */
  async heard(result) {
    const open = this.#store.state.openCancellation;
    if (open?.cancelId !== result.cancel_id) {
      return;
    }
    if (result.status === 'canceled') {
      // Printed before it is closed: a slip twice is better than none.
      this.#device.printCancellation(open, result);
      await this.#end({ name: 'canceled', amountMinor: result.amount_minor ?? left(open.sale) });
    } else if (result.status === 'refused') {
      await this.#end({ name: 'refused', message: result.message });
    } else {
      this.#doubt();
    }
  }

  /** A frame of the open cancellation was refused. */
  async refused(refusal, why) {
    const open = this.#store.state.openCancellation;
    if (!open) {
      return;
    }
    const starting = refusal.in_reply_to === 'sale.cancel';
    if (refusal.code === 'temporarily_unavailable') {
      this.#requests.repeat();
    } else if (refusal.code === 'unknown_cancel') {
      await this.#neverArrived(open);
    } else if (starting && refusal.code !== 'cancel_with_different_contents') {
      await this.#end({ name: 'refused', message: why });
    } else {
      this.#doubt();
    }
  }

  /**
   * The server knows nothing of it. While the request is in memory it is sent again as it was, and
   * counts once; after a power cut the card is needed again, with a new cancellation.
   */
  async #neverArrived(open) {
    if (this.#lastRequest?.cancel_id === open.cancelId) {
      this.#requests.send(this.#lastRequest);
    } else {
      await this.#end({ name: 'refused', reason: 'lostCancel' });
    }
  }

  async #end(view) {
    this.#requests.done();
    await this.#store.update({ openCancellation: null });
    this.#lastRequest = null;
    this.#device.showIfFree(view);
  }

  #doubt() {
    this.#device.showIfFree({ name: 'verifyingCancel' });
    this.#requests.awaitNews();
  }

  #ask() {
    const open = this.#store.state.openCancellation;
    if (open) {
      this.#requests.send({ type: 'cancel.query', cancel_id: open.cancelId });
    }
  }
}

/** What is left of a sale. */
export function left(sale) {
  return sale.amount_minor - sale.refunded_minor;
}
