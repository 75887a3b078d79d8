/** The shopper's side: which card, and how it is presented. */
import { html } from 'lit';
import { t } from './i18n.js';
import { CARDS } from './wallet.js';

export function purse({ chosen, choose, present }) {
  return html`<section class="purse" aria-labelledby="purse-title">
    <h2 id="purse-title">${t('wallet')}</h2>
    <p>${t('walletHint')}</p>
    <div class="cards" role="group" aria-labelledby="purse-title">
      ${CARDS.map((card) => html`<button type="button" data-card=${card.id}
        class="card ${card.brand.toLowerCase()}" aria-pressed=${card === chosen}
        @click=${() => choose(card)}>
        <span class="brand">${card.brand}</span>
        <span class="chip" aria-hidden="true"></span>
        <span class="number">•••• ${card.pan.slice(-4)}</span>
        <span class="outcome">${t(card.outcome)}</span>
      </button>`)}
    </div>
    <div class="ways">
      <button type="button" @click=${() => present('chip')}>${t('insert')}</button>
      <button type="button" @click=${() => present('contactless')}>${t('tap')}</button>
      <button type="button" @click=${() => present('magstripe_fallback')}>${t('swipe')}</button>
    </div>
  </section>`;
}
