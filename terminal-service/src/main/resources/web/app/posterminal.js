/** The page: the terminal, the wallet on its one side, the test bench on the other. */
import { html, LitElement } from 'lit';
import { announceLanguage, t } from './i18n.js';
import { waves } from './icons.js';
import { keyOf, keypad } from './keypad.js';
import { panel } from './panel.js';
import { paper } from './paper.js';
import { purse } from './purse.js';
import { screen } from './screens/index.js';
import { CARDS } from './wallet.js';

export class PosTerminal extends LitElement {
  #device = null;
  #card = CARDS[0];
  #onKey = (event) => this.#keyDown(event);
  #onChange = () => this.requestUpdate();

  /** Ordinary elements under the page's one style sheet. */
  createRenderRoot() {
    return this;
  }

  set device(device) {
    this.#device = device;
    for (const part of [device, device.tape]) {
      part.addEventListener('change', this.#onChange);
    }
    this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    announceLanguage();
    document.addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  render() {
    const device = this.#device;
    if (device === null) {
      return html``;
    }
    const present = (entry) => {
      device.present(this.#card, entry);
      this.#takeFocus(); // Enter is the green key from here on, not the card once more.
    };
    return html`<main @click=${(event) => this.#clicked(event)}>
      ${purse({ chosen: this.#card, choose: (card) => this.#choose(card), present })}
      ${this.#machine(device, present)}
      ${panel(device)}
    </main>`;
  }

  #machine(device, present) {
    const { view } = device;
    return html`<section class="stand" aria-label=${t('terminal')}>
      ${paper(device)}
      <div class="machine">
        <span class="printer" aria-hidden="true"></span>
        <button type="button" class="reader" aria-label=${t('tapMark')}
          @click=${() => present('contactless')}>${waves}</button>
        <div class="display" tabindex="-1" role="region" aria-label=${t('screen')}
          data-screen=${view.name}>
          <div class="bar" aria-hidden="true">
            <span class="light ${device.isOnline ? 'on' : ''}"></span>
            <span>${device.store?.state.serial ?? ''}</span>
            <time>${new Date().toLocaleTimeString('pt-BR', { hour: '2-digit', minute: '2-digit' })}</time>
          </div>
          <div class="content" role="status" aria-live="polite" aria-atomic="true">
            ${screen(view, device)}
          </div>
        </div>
        ${keypad(device)}
        <button type="button" class="slot" aria-label=${t('insertSlot')}
          @click=${() => present('chip')}><span aria-hidden="true"></span></button>
      </div>
      ${device.isOn || view.name === 'elsewhere' ? '' : html`<button type="button" class="plug"
        @click=${() => device.plugIn()}>⏻ ${t('turnOn')}</button>`}
    </section>`;
  }

  /** A button that was clicked by hand keeps no focus: the keyboard is the terminal's again. */
  #clicked(event) {
    const byHand = event.detail > 0;
    if (byHand && event.target.closest('button')) {
      this.#takeFocus();
    }
  }

  #takeFocus() {
    this.querySelector('.display').focus({ preventScroll: true });
  }

  #choose(card) {
    this.#card = card;
    this.requestUpdate();
  }

  #keyDown(event) {
    const key = keyOf(event);
    if (key !== null && this.#device !== null) {
      event.preventDefault();
      this.#device.key(key);
    }
  }
}
