/** What the printer has put out, the newest first; a click tears a slip off. */
import { html, nothing } from 'lit';
import { t } from './i18n.js';

export function paper(device) {
  return html`<div class="paper" role="region" aria-label=${t('paper')}>
    ${device.slips.map((slip) => html`<article class="slip" data-slip=${slip.id}>
      ${slip.source
        ? html`<img src=${slip.source} alt="${t('document')}: ${slip.kind}">`
        : copies(slip)}
      <button type="button" class="tear" aria-label=${t('tear')}
        @click=${() => device.tearOff(slip.id)}>✂</button>
    </article>`)}
  </div>`;
}

/** Slips of a card are for the shopper and the shop, the rest is there once. */
function copies(slip) {
  return slip.title
    ? copy(slip, slip.title)
    : html`${copy(slip, t('customerCopy'))}${copy(slip, t('merchantCopy'))}`;
}

function copy(slip, title) {
  return html`<div class="copy">
    <h3>CONNECT</h3>
    ${slip.heading ? html`<p><b>${slip.heading}</b></p>` : nothing}
    <p>${title}</p>
    ${slip.payment ? html`<p><b>${slip.payment}</b><br>${slip.lastFour}</p>` : nothing}
    <dl>${slip.rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p><b>${slip.outcome}</b></p>
  </div>`;
}
