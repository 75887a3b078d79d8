/**
 * One terminal: switches on, gets its key, pairs, connects, and sells until the plug is pulled. What
 * is on its display is `view`; a `change` event tells that it is another one.
 *
 * Whatever happens to it, keys, cards, frames and time, goes through one queue: a step that waits
 * for the store is over before the next one begins.
 */
import { Cancellation } from './cancellation.js';
import { Faults } from './faults.js';
import { askForKey, imported } from './keyroom.js';
import { KeysExhausted } from './dukpt.js';
import { switchLanguage } from './i18n.js';
import { Link } from './link.js';
import { Office } from './office.js';
import { pair, PairingRefused } from './pairing.js';
import { Printer } from './printer.js';
import { Sale } from './sale.js';
import { selfTest } from './selftest.js';
import { cancellationSlip, orderReceipt, reportSlip, reprint, slip } from './slip.js';
import { injected, Store } from './store.js';
import { Tape } from './tape.js';

const APP_VERSION = '1.0.0';
const PAPER_LENGTH = 6;
const HINT_AFTER_FAILURES = 5;
const RETRY_MS = 2000;

/** What settings offer, in the order of their keys. */
export const SETTINGS = ['language', 'selfTest', 'pairAgain', 'erase', 'back'];
const WAITING = ['idle', 'list'];
const WITHOUT_POWER = ['off', 'elsewhere'];

export class Device extends EventTarget {
  appVersion = APP_VERSION;
  faults = new Faults();
  tape = new Tape();
  view = { name: 'starting' };
  slips = [];
  store = null;
  #name;
  #wantedSerial;
  #queue = Promise.resolve();
  #power = null;
  #link = null;
  #sale = null;
  #cancellation = null;
  #office = null;
  #printer = null;
  #list = null;
  #listedMode = false;
  #active = true;
  #under = null;

  /** @param name which of this browser's terminals; @param serial for a new one */
  constructor(name, serial) {
    super();
    this.#name = name;
    this.#wantedSerial = serial;
    this.faults.addEventListener('change', () => this.#faultsChanged());
  }

  get isOn() {
    return this.#power !== null;
  }

  get isOnline() {
    return this.#link?.isLive ?? false;
  }

  plugIn() {
    if (!this.#power) {
      this.#power = new AbortController();
      this.show({ name: 'starting' });
      this.#post(() => this.#boot(this.#power?.signal));
    }
  }

  /** At once, whatever is under way: only what the store holds is left. */
  unplug() {
    this.#power?.abort(new Error('unplugged'));
    this.#power = null;
    this.#switchOff();
    this.tape.remark('power cut');
    this.show({ name: 'off' });
  }

  key(key) {
    this.#post(() => this.#keyPressed(key));
  }

  /** @param entry `chip`, `contactless` or `magstripe_fallback` */
  present(card, entry) {
    this.#post(() => {
      const reader = this.#cancellation?.wantsCard ? this.#cancellation : this.#sale;
      return this.isOn ? reader?.present(card, entry) : undefined;
    });
  }

  /** What the buttons on the display do. */
  act(action, detail) {
    this.#post(() => this.#acted(action, detail));
  }

  tearOff(id) {
    this.slips = this.slips.filter((one) => one.id !== id);
    this.#changed();
  }

  /** Called by the sale, too, which may still be in the middle of a step when the plug goes. */
  show(view) {
    if (this.isOn || WITHOUT_POWER.includes(view.name)) {
      this.#under = null;
      this.#put(view);
    }
  }

  send(frame) {
    this.#link?.send(frame);
  }

  /** For what gives way to whatever there is to pay. */
  showIfFree(view) {
    if (this.#sale?.isIdle) {
      this.show(view);
    }
  }

  /** The slip of a payment, with the order's receipt if it has one; answers when, for the store. */
  print(attempt, result) {
    const now = this.faults.now();
    if (attempt.sale.receipt) {
      this.putOut(orderReceipt(attempt, now));
    }
    this.putOut(slip(this.store.state.serial, attempt, result, now));
    return now.getTime();
  }

  printAgain(attempt, result, at) {
    this.putOut(reprint(slip(this.store.state.serial, attempt, result, at)));
  }

  printCancellation(cancellation, result) {
    const { serial } = this.store.state;
    this.putOut(cancellationSlip(serial, cancellation, result, this.faults.now()));
  }

  printReport(report) {
    this.putOut(reportSlip(this.store.state.serial, report, this.faults.now()));
  }

  /** A slip or a document; one that is there already is not there twice. */
  putOut(printed) {
    this.slips = [printed, ...this.slips.filter((s) => s.id !== printed.id)].slice(0, PAPER_LENGTH);
  }

  free() {
    if (this.#listedMode) {
      this.#askForList();
    } else {
      this.show({ name: 'idle', active: this.#active });
    }
  }

  after(ms, step) {
    return setTimeout(() => this.#post(step), ms);
  }

  pulls(moment) {
    const pulled = this.faults.pulls(moment);
    if (pulled) {
      this.unplug();
    }
    return pulled;
  }

  #post(step) {
    const power = this.#power;
    this.#queue = this.#queue
      .then(() => (this.#power === power ? step() : undefined))
      .catch((failure) => this.#failed(failure, power));
  }

  #failed(failure, power) {
    if (power === null || power !== this.#power) {
      return; // Of a life before the plug was pulled.
    }
    if (failure instanceof PairingRefused) {
      this.show({ name: 'refused', title: 'pairingRefused', message: failure.message });
    } else if (failure instanceof KeysExhausted) {
      this.#stop('exhausted');
    } else {
      const ofStore = failure instanceof DOMException && failure.name !== 'OperationError';
      this.#stop(ofStore ? 'notStored' : 'failed');
      console.error(failure);
    }
  }

  #stop(why) {
    this.#switchOff();
    this.show({ name: 'stopped', why });
  }

  #switchOff() {
    this.#link?.close();
    this.#sale?.stop();
    this.#cancellation?.stop();
    this.#link = null;
    this.#sale = null;
    this.#cancellation = null;
    this.#office = null;
    this.#list = null;
  }

  async #boot(power) {
    if (!globalThis.crypto?.subtle) {
      this.show({ name: 'insecure' });
      return;
    }
    this.store?.close();
    this.store = await Store.open(this.#name);
    if (!this.store.state.serial) {
      await this.#fetchKey();
    } else {
      this.#pairAndConnect(power);
    }
  }

  async #fetchKey() {
    const power = this.#power;
    let fresh;
    try {
      fresh = await askForKey();
    } catch {
      this.show({ name: 'offline' });
      this.after(RETRY_MS, () => this.#fetchKey());
      return;
    }
    if (fresh) {
      await this.#inject(fresh, power);
    } else {
      this.show({ name: 'key' });
    }
  }

  async #inject({ keyId, key }, power) {
    await this.store.update(injected(this.#wantedSerial ?? newSerial(), keyId, key));
    this.#pairAndConnect(power?.signal);
  }

  /** Pairing takes as long as people take: outside the queue, which it would block. */
  #pairAndConnect(signal) {
    const { store } = this;
    if (store.state.credential) {
      this.#connect();
      return;
    }
    this.show({ name: 'starting' });
    pair(store, APP_VERSION, (code) => this.show({ name: 'pairing', code }), signal).then(
      () => this.#post(() => this.#connect()),
      (failure) => this.#post(() => {
        if (!signal.aborted) {
          throw failure;
        }
      }),
    );
  }

  #connect() {
    const power = this.#power;
    const whileOn = (step) => this.#power === power && this.#post(step);
    this.#sale = new Sale(this);
    this.#cancellation = new Cancellation(this);
    this.#office = new Office(this, this.#cancellation);
    this.#printer = new Printer(this);
    this.show(this.#sale.hasOpenAttempt ? { name: 'verifying' } : { name: 'offline' });
    this.#link = new Link({
      credential: this.store.state.credential,
      appVersion: APP_VERSION,
      faults: this.faults,
      tape: this.tape,
      received: (frame) => whileOn(() => this.#received(frame)),
      lost: (failures) => whileOn(() => this.#lost(failures)),
      ended: (why) => whileOn(() => this.#stop(why)),
    });
    this.#link.connect();
  }

  async #received(frame) {
    const sale = this.#sale;
    switch (frame.type) {
      case 'welcome':
        this.#activated(frame);
        sale.welcomed(frame);
        this.#cancellation.welcomed();
        break;
      case 'activation':
        this.#activated(frame);
        if (sale.isIdle && WAITING.includes(this.view.name)) {
          this.free();
        }
        break;
      case 'order.show':
        this.#office.giveWay();
        sale.shown(frame.order);
        break;
      case 'order.withdraw':
        sale.withdrawn(frame.order_id);
        break;
      case 'order.listed':
        this.#listed(frame);
        break;
      case 'order.list_changed':
        if (this.view.name === 'list') {
          this.#askForList();
        }
        break;
      case 'payment.result':
        await sale.result(frame);
        break;
      case 'print.start':
        await this.#printer.start(frame);
        break;
      case 'print.data':
        await this.#printer.data(frame);
        break;
      case 'admin.unlocked':
        this.#office.unlocked();
        break;
      case 'sales.listed':
        this.#office.listed(frame);
        break;
      case 'cancel.result':
        await this.#cancellation.heard(frame);
        break;
      case 'report':
        this.#office.reported(frame);
        break;
      case 'error':
        if (await this.#office.refused(frame)) {
          break;
        }
        await sale.refused(frame);
        if (frame.in_reply_to === 'order.pick' && sale.isFree) {
          this.#askForList(); // Somebody else was faster.
        }
        break;
      default:
        // A newer server may say more than this terminal knows.
    }
    this.#changed();
  }

  /** Orders come only to an active terminal; standalone sales need none. */
  #activated({ active = true, mode }) {
    this.#active = active;
    this.#listedMode = active && mode === 'listed';
  }

  #lost(failures) {
    this.#office.giveWay();
    this.#cancellation.disconnected();
    this.#sale.disconnected();
    this.#printer.disconnected();
    if (this.#sale.stage.name !== 'paying' && !this.#under) {
      this.show({ name: 'offline', hint: failures >= HINT_AFTER_FAILURES });
    }
  }

  #askForList() {
    this.#list = this.#list ?? { orders: [], more: false };
    this.show({ name: 'list', ...this.#list, chosen: this.view.chosen ?? 0 });
    this.send({ type: 'order.list' });
  }

  #listed({ orders, more }) {
    this.#list = { orders, more };
    if (this.#sale.isFree && this.view.name === 'list') {
      const chosen = Math.min(this.view.chosen, Math.max(0, orders.length - 1));
      this.show({ name: 'list', orders, more, chosen });
    }
  }

  async #keyPressed(key) {
    if (!this.isOn) {
      return;
    }
    if (this.#under) {
      await this.#settingsKey(key);
    } else if (this.#office?.hasScreen && this.#sale.isIdle) {
      this.#office.key(key);
    } else if (this.view.name === 'list' && this.#sale?.isFree) {
      this.#listKey(key);
    } else if (this.view.name === 'idle') {
      this.#idleKey(key);
    } else {
      await this.#sale?.key(key);
    }
  }

  #idleKey(key) {
    const action = { 1: 'orders', 2: 'standalone', 3: 'settings', 4: 'menu' }[key];
    if (action) {
      this.#acted(action);
    }
  }

  #listKey(key) {
    const { orders, chosen } = this.view;
    if (key === 'up' || key === 'down') {
      const step = key === 'up' ? -1 : 1;
      const next = Math.min(Math.max(0, chosen + step), Math.max(0, orders.length - 1));
      this.show({ ...this.view, chosen: next });
    } else if (key === 'green' && orders[chosen]) {
      this.#acted('pick', orders[chosen].order_id);
    } else if (['2', '3', '4'].includes(key)) {
      this.#acted({ 2: 'standalone', 3: 'settings', 4: 'menu' }[key]);
    } else if (key === 'red') {
      this.free();
    }
  }

  async #settingsKey(key) {
    const action = key === 'red' ? 'back' : SETTINGS[Number(key) - 1];
    if (action) {
      await this.#acted(action);
    }
  }

  async #acted(action, detail) {
    switch (action) {
      case 'orders':
        this.#askForList();
        break;
      case 'pick':
        this.send({ type: 'order.pick', order_id: detail });
        break;
      case 'standalone':
        this.#sale?.typeAmount();
        break;
      case 'settings':
        this.#openSettings();
        break;
      case 'menu':
        this.#office?.open();
        break;
      case 'office':
        this.#office?.choose(detail);
        break;
      case 'pickSale':
        this.#office?.picked(detail);
        break;
      case 'olderSales':
        this.#office?.older();
        break;
      case 'salesOfDay':
        this.#office?.anotherDay(detail);
        break;
      case 'language':
        switchLanguage();
        this.#changed();
        break;
      case 'back':
        this.#closeSettings();
        break;
      case 'selfTest':
        this.#put({ ...this.view, checks: await selfTest() });
        break;
      case 'inject':
        await this.#typedKey(detail);
        break;
      case 'pairAgain':
        await this.#forget({ pairing: null, credential: null, terminalId: null });
        break;
      case 'erase':
        await this.#forget(Object.fromEntries(
          Object.keys(this.store.state).map((field) => [field, null])));
        break;
      default:
        throw new Error(`no action "${action}"`);
    }
  }

  async #typedKey({ id, key }) {
    let typed;
    try {
      typed = await imported(id, key);
    } catch {
      this.show({ name: 'key', wrong: true });
      return;
    }
    await this.#inject(typed, this.#power);
  }

  async #forget(changes) {
    await this.store.update(changes);
    this.unplug();
    this.plugIn();
  }

  /** Over what is on the display, which comes back when they are closed or something happens. */
  #openSettings() {
    const { serial, model, terminalId, keyId, keyCounter, attemptCounter } = this.store.state;
    const under = this.view;
    this.#put({
      name: 'settings',
      rows: { serial, model, terminalId, keyInUse: keyId, counter: keyCounter,
        attempts: attemptCounter },
    });
    this.#under = under;
  }

  #closeSettings() {
    if (this.#under) {
      this.show(this.#under);
    }
  }

  #faultsChanged() {
    if (this.faults.offline && this.isOnline) {
      this.#link.cut('offline');
    }
    this.#changed();
  }

  #put(view) {
    this.view = view;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** No letters that look like digits; unlikely to be another terminal's. */
function newSerial() {
  const number = crypto.getRandomValues(new Uint32Array(1))[0] % 10_000_000;
  return `WEB${String(number).padStart(7, '0')}`;
}
