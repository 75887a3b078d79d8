/** What the printer has put out, the newest first; a click tears a slip off. */
import { html } from 'lit';
import { t } from './i18n.js';

export function paper(device) {
  return html`<div class="paper" role="region" aria-label=${t('paper')}>
    ${device.slips.map((slip) => html`<article class="slip" data-slip=${slip.id}>
      ${slip.source
        ? html`<img src=${slip.source} alt="${t('document')}: ${slip.kind}">`
        : html`${copy(slip, t('customerCopy'))}${copy(slip, t('merchantCopy'))}`}
      <button type="button" class="tear" aria-label=${t('tear')}
        @click=${() => device.tearOff(slip.id)}>✂</button>
    </article>`)}
  </div>`;
}

function copy(slip, title) {
  return html`<div class="copy">
    <h3>CONNECT</h3>
    <p>${title}</p>
    <p><b>${slip.payment}</b><br>${slip.lastFour}</p>
    <dl>${slip.rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p><b>${slip.outcome}</b></p>
  </div>`;
}
