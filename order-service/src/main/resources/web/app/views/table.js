/** A list of the desk: how many there are, and a table of them that scrolls by itself. */
import { html } from 'lit';
import { t } from '../i18n.js';

export function table({ id, title, rows, heads, row, wide = false }) {
  return html`<section class="card ${wide ? 'wide' : ''}" aria-labelledby=${id}>
    <h2 id=${id}>${title} <span class="count">${rows.length}</span></h2>
    ${rows.length === 0 ? html`<p class="hint">${t('nothing')}</p>` : html`<div class="scroll" tabindex="0"
      role="group" aria-labelledby=${id}><table>
      <thead><tr>${heads.map((head) => html`<th scope="col" class=${head === t('amount') ? 'amount' : ''}>${head}</th>`)}</tr></thead>
      <tbody>${rows.map((one) => html`<tr>${row(one)}</tr>`)}</tbody>
    </table></div>`}
  </section>`;
}
