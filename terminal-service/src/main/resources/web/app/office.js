/**
 * What the shop's own people do on a terminal that has nothing to pay: cancel a sale, see what a day
 * brought, print a slip again. Views: `menu`, `password`, `sales`, `report`, and those of the
 * cancellation that begins here.
 *
 * The password is in memory until it is sent, and nowhere else.
 */
import { t } from './i18n.js';
import { left } from './cancellation.js';

/** What the menu offers, in the order of its keys. */
export const OFFICE = ['cancelSaleTitle', 'report', 'reprintLast', 'reprintOther'];

const LEAVABLE = ['menu', 'password', 'sales', 'report', 'cancelSale', 'verifyingCancel', 'canceled',
  'refused'];
const OF_ITS_OWN = ['admin.unlock', 'sales.list', 'report.get'];
const PASSWORD_MOST = 8;
const PASSWORD_LEAST = 4;

export class Office {
  #device;
  #cancellation;
  #isOpen = false;
  #password = '';
  #purpose = 'cancel';

  /**
   * @param device `{view, store, send(frame), showIfFree(view), free(), printReport(report),
   *     printAgain(attempt, result, at)}`
   */
  constructor(device, cancellation) {
    this.#device = device;
    this.#cancellation = cancellation;
  }

  /** Whether one of its screens is on the display; its keys are the office's while nothing is paid. */
  get hasScreen() {
    return LEAVABLE.includes(this.#device.view.name);
  }

  open() {
    this.#isOpen = true;
    this.#device.showIfFree({ name: 'menu' });
  }

  /** Something else takes the screen. */
  giveWay() {
    this.#isOpen = false;
    this.#password = '';
    this.#cancellation.giveWay();
  }

  /** Back to what a terminal shows that has nothing to do. */
  leave() {
    this.giveWay();
    this.#device.free();
  }

  key(key) {
    if (key === 'red') {
      this.leave();
      return;
    }
    const { view } = this.#device;
    if (view.name === 'menu') {
      this.choose(OFFICE[Number(key) - 1]);
    } else if (view.name === 'password') {
      this.#typed(key);
    } else if (view.name === 'sales') {
      this.#listKey(key);
    } else if (key === 'green' && view.name !== 'cancelSale') {
      this.leave();
    }
  }

  /** One of the menu's. */
  choose(what) {
    if (what === 'cancelSaleTitle') {
      this.#purpose = 'cancel';
      this.#askPassword();
    } else if (what === 'report') {
      this.#device.send({ type: 'report.get' });
    } else if (what === 'reprintLast') {
      this.#reprintLast();
    } else if (what === 'reprintOther') {
      this.#purpose = 'reprint';
      this.#device.send({ type: 'sales.list' });
    }
  }

  unlocked() {
    if (this.#isOpen) {
      this.#device.send({ type: 'sales.list' });
    }
  }

  listed({ sales, more, date }) {
    if (this.#isOpen) {
      this.#device.showIfFree({ name: 'sales', purpose: this.#purpose, sales, more, date, chosen: 0 });
    }
  }

  reported(report) {
    this.#device.printReport(report);
    if (this.#isOpen) {
      this.#device.showIfFree({ name: 'report', report });
    }
  }

  /** A sale of the list, to cancel or to print again. */
  picked(sale) {
    if (this.#purpose === 'reprint') {
      this.#reprint(sale);
    } else if (sale.cancelable && !this.#cancellation.isOpen) {
      this.#cancellation.pick(sale);
    } else {
      this.#device.showIfFree({ name: 'refused', reason: 'notCancelable' });
    }
  }

  /** A frame was refused; answers whether it was one of the office's or of its cancellation. */
  async refused(refusal) {
    const why = reasonOf(refusal);
    if (['sale.cancel', 'cancel.query'].includes(refusal.in_reply_to)) {
      await this.#cancellation.refused(refusal, why);
      return true;
    }
    if (!OF_ITS_OWN.includes(refusal.in_reply_to)) {
      return false;
    }
    if (refusal.code === 'wrong_password') {
      this.#askPassword(why);
    } else {
      this.#device.showIfFree({ name: 'refused', message: why });
    }
    return true;
  }

  #askPassword(hint) {
    this.#password = '';
    this.#device.showIfFree({ name: 'password', typed: 0, hint });
  }

  #typed(key) {
    if (/^\d$/.test(key) && this.#password.length < PASSWORD_MOST) {
      this.#password += key;
    } else if (key === 'yellow') {
      this.#password = this.#password.slice(0, -1);
    } else if (key === 'green' && this.#password.length >= PASSWORD_LEAST) {
      this.#device.send({ type: 'admin.unlock', password: this.#password });
      this.#password = '';
    }
    this.#device.showIfFree({ name: 'password', typed: this.#password.length });
  }

  #listKey(key) {
    const { view } = this.#device;
    const { sales, chosen, more } = view;
    if (key === 'up' || key === 'down') {
      const next = chosen + (key === 'up' ? -1 : 1);
      const last = Math.max(0, sales.length - 1);
      this.#device.showIfFree({ ...view, chosen: Math.min(Math.max(0, next), last) });
    } else if (key === 'green' && sales[chosen]) {
      this.picked(sales[chosen]);
    } else if (key === '1' && more) {
      this.older();
    } else if (key === '2' || key === '3') {
      this.anotherDay(key === '2' ? -1 : 1);
    }
  }

  /** The sales of the day before or after the one that is listed. */
  anotherDay(by) {
    const day = new Date(`${this.#device.view.date}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + by);
    this.#device.send({ type: 'sales.list', date: day.toISOString().slice(0, 10) });
  }

  /** The sales before those that are listed. */
  older() {
    const { sales, date } = this.#device.view;
    this.#device.send({ type: 'sales.list', date, after: sales.at(-1)?.payment_id });
  }

  #reprintLast() {
    const last = this.#device.store.state.lastSale;
    if (last) {
      this.#device.printAgain(last.attempt, last.result, new Date(last.at));
      this.#device.showIfFree({ name: 'menu', hint: t('reprinted') });
    } else {
      this.#device.showIfFree({ name: 'refused', reason: 'noSale' });
    }
  }

  #reprint(sale) {
    if (!['captured', 'held', 'partially_refunded'].includes(sale.status)) {
      this.#device.showIfFree({ name: 'refused', reason: 'noSlip' });
      return;
    }
    const attempt = {
      attemptId: sale.payment_id,
      sale: {
        orderCode: sale.code,
        amountMinor: sale.amount_minor,
        currency: sale.currency,
        paymentType: sale.payment_type,
        installments: sale.installments,
      },
    };
    const status = sale.status === 'held' ? 'held' : 'captured';
    this.#device.printAgain(attempt, { ...sale, status }, new Date(sale.at));
    this.#device.showIfFree({ name: 'menu', hint: t('reprinted') });
  }
}

/** The sum of what is left of a listed sale, for its line. */
export function shownAmount(sale) {
  return sale.cancelable ? left(sale) : sale.amount_minor;
}

const REASONS = {
  no_admin_password: 'noAdminPassword',
  admin_required: 'adminRequired',
  unknown_sale: 'unknownSale',
  not_cancelable: 'notCancelable',
  amount_mismatch: 'saleChanged',
  card_mismatch: 'cardMismatch',
  card_data_rejected: 'cardUnread',
  screen_taken: 'screenTaken',
  payment_in_progress: 'screenTaken',
  temporarily_unavailable: 'tryLater',
  unknown_type: 'unknownFunction',
};

function reasonOf({ code, message, tries_left: triesLeft, locked_until: lockedUntil }) {
  if (code === 'wrong_password') {
    return `${t('wrongPassword')}${triesLeft === undefined ? '' : ` (${t('triesLeft')}: ${triesLeft})`}`;
  }
  if (code === 'admin_locked') {
    const until = lockedUntil
      ? new Date(lockedUntil).toLocaleTimeString('pt-BR', {
        hour: '2-digit', minute: '2-digit', timeZone: 'America/Sao_Paulo',
      })
      : '';
    return `${t('passwordLocked')} ${until}`.trim();
  }
  return REASONS[code] ? t(REASONS[code]) : message;
}
