/** The page: signing in, then the counter with its terminal, or what an operator watches. */
import { html, LitElement, nothing } from 'lit';
import { Api } from './api.js';
import { Counter } from './counter.js';
import { Desk } from './desk.js';
import { Feed } from './feed.js';
import { announceLanguage, switchLanguage, t } from './i18n.js';
import { Keys } from './keys.js';
import { code } from './views/code.js';
import { desk } from './views/desk.js';
import { events } from './views/events.js';
import { order } from './views/order.js';
import { signIn } from './views/signin.js';
import { till } from './views/till.js';

/** As the style sheet has it. */
const STACKED = '(max-width: 55.99rem)';

export class PosConsole extends LitElement {
  #state = 'asking';
  #refused = false;
  #view = 'counter';
  #language = 'curl';
  #copied = null;
  #api = null;
  #feed = null;
  #counter = null;
  #desk = null;
  #frame = '';
  #shown = undefined;
  #redraw = () => this.requestUpdate();
  #onMessage = (message) => this.#heard(message);

  /** Ordinary elements under the page's one style sheet. */
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    announceLanguage();
    window.addEventListener('message', this.#onMessage);
    this.#begin();
  }

  disconnectedCallback() {
    window.removeEventListener('message', this.#onMessage);
    super.disconnectedCallback();
  }

  async #begin() {
    const keys = await Keys.handedOut();
    if (keys === null || !await this.#enter(keys)) {
      this.#state = 'signed-out';
      this.requestUpdate();
    }
  }

  async #enter(keys) {
    const api = new Api(keys);
    const { status } = await api.read('/core/v5/orders?size=1');
    if (status !== 200) {
      return false;
    }
    this.#frame = `/terminal/emulator?terminal=${await keys.terminalName()}`;
    this.#api = api;
    this.#feed = new Feed(keys);
    this.#counter = new Counter(api);
    this.#desk = new Desk(api, this.#counter.terminals);
    this.#state = 'in';
    for (const part of [this.#api, this.#counter, this.#desk]) {
      part.addEventListener('change', this.#redraw);
    }
    this.#feed.addEventListener('event', ({ detail }) => this.#told(detail));
    this.requestUpdate();
    this.#feed.open();
    await this.#counter.open();
    return true;
  }

  #told(event) {
    if (event !== null) {
      this.#counter?.told(event);
    }
    this.requestUpdate();
  }

  async #signIn(keys) {
    this.#refused = !await this.#enter(keys);
    this.requestUpdate();
  }

  async #signOut() {
    const feed = this.#feed;
    this.#counter.close();
    this.#desk.close();
    this.#api = this.#feed = this.#counter = this.#desk = null;
    this.#state = 'signed-out';
    this.#refused = false;
    this.requestUpdate();
    await feed.close();
  }

  /** Of the terminal in the frame and of nobody else. */
  #heard({ origin, source, data }) {
    const frame = this.querySelector('iframe');
    if (origin === location.origin && source === frame?.contentWindow
        && data?.from === 'connect-terminal') {
      this.#counter?.heard(data);
    }
  }

  #show(view) {
    this.#view = view;
    if (view === 'desk') {
      this.#desk.open();
    } else {
      this.#desk.close();
    }
    this.requestUpdate();
  }

  /**
   * What was focused goes with the cart or the order it was part of: the focus goes on to what takes
   * its place. Where the terminal is below the counter, that is where the sale goes on.
   */
  updated() {
    const id = this.#counter?.order?.id;
    if (this.#counter && id !== this.#shown && document.activeElement === document.body) {
      this.querySelector('.till h2').focus({ preventScroll: true });
    }
    if (id && id !== this.#shown && !this.#counter.order.closed && matchMedia(STACKED).matches) {
      this.querySelector('.terminal').scrollIntoView();
    }
    this.#shown = id;
  }

  render() {
    return html`
      <header>
        <h1><span class="logo">connect</span> <span class="where">${t('console')}</span></h1>
        ${this.#state === 'in' ? this.#tabs() : nothing}
        <div class="tools">
          <button type="button" class="plain" lang=${t('otherLanguage')}
            @click=${() => this.#switchLanguage()}>${t('english')}</button>
          ${this.#state === 'in' ? html`<button type="button" class="plain"
            @click=${() => this.#signOut()}>${t('signOut')}</button>` : nothing}
        </div>
      </header>
      ${this.#body()}`;
  }

  #tabs() {
    const tab = (view, label) => html`<button type="button"
      aria-current=${this.#view === view ? 'page' : nothing}
      @click=${() => this.#show(view)}>${label}</button>`;
    return html`<nav aria-label=${t('views')}>
      ${tab('counter', t('counter'))}${tab('desk', t('desk'))}
    </nav>`;
  }

  #body() {
    switch (this.#state) {
      case 'in':
        return html`${this.#counterView()}${this.#view === 'desk' ? desk(this.#desk, this.#api.keys) : nothing}`;
      case 'signed-out':
        return signIn({ refused: this.#refused, submit: (keys) => this.#signIn(keys) });
      default:
        return html`<main class="alone"><p role="status">${t('asking')}</p></main>`;
    }
  }

  /** Hidden rather than gone behind the other view: a terminal that is reloaded loses its screen. */
  #counterView() {
    const counter = this.#counter;
    return html`<main class="counter" ?hidden=${this.#view !== 'counter'}>
      <div class="till">
        ${counter.order ? order(counter) : till(counter)}
      </div>
      <section class="terminal" aria-label=${t('terminal')}>
        <iframe src=${this.#frame} title=${t('terminal')}></iframe>
      </section>
      ${events(this.#feed)}
      ${code({ api: this.#api, language: this.#language, copied: this.#copied,
        choose: (language) => this.#chooseLanguage(language), copy: (call, text) => this.#copy(call, text) })}
    </main>`;
  }

  #chooseLanguage(language) {
    this.#language = language;
    this.requestUpdate();
  }

  async #copy(call, text) {
    await navigator.clipboard?.writeText(text).catch(() => null);
    this.#copied = call;
    this.requestUpdate();
  }

  #switchLanguage() {
    switchLanguage();
    this.requestUpdate();
  }
}
