/**
 * Money to come, net of the fees, by the day it is due: bars to see; in a table also what it is before
 * the fees.
 */
import { html, svg } from 'lit';
import { t } from '../i18n.js';
import { reais } from '../money.js';

const WIDTH = 640;
const HEIGHT = 160;
const BASE = 24;
const MOST_BARS = 24;

export function chart(due) {
  const shown = due.slice(0, MOST_BARS).map(({ day, amount, fee }) => ({ day, net: amount - fee }));
  const highest = Math.max(...shown.map(({ net }) => net), 1);
  const step = WIDTH / Math.max(shown.length, 6);
  return html`<figure>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('dueChart')}><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('dueChart')}>
      <line x1="0" x2=${WIDTH} y1=${HEIGHT - BASE} y2=${HEIGHT - BASE}></line>
      ${shown.map(({ day, net }, i) => {
        const height = (Math.max(net, 0) / highest) * (HEIGHT - BASE - 24);
        const middle = i * step + step / 2;
        return svg`<g>
          <title>${date(day)}: ${reais(net)}</title>
          <rect x=${i * step + step * 0.15} y=${HEIGHT - BASE - height} width=${step * 0.7} height=${height} rx="3"></rect>
          ${shown.length <= 8 ? svg`<text class="sum" x=${middle} y=${HEIGHT - BASE - height - 6}>${reais(net)}</text>` : ''}
          <text x=${middle} y=${HEIGHT - 6}>${date(day).slice(0, 5)}</text></g>`;
      })}
    </svg></div>
    <details><summary>${t('asTable')}</summary>
      <table><thead><tr><th scope="col">${t('day')}</th><th scope="col" class="amount">${t('gross')}</th>
        <th scope="col" class="amount">${t('fee')}</th><th scope="col" class="amount">${t('net')}</th></tr></thead>
        <tbody>${due.map(({ day, amount, fee }) => html`<tr><th scope="row">${date(day)}</th>
          <td class="amount">${reais(amount)}</td><td class="amount">${reais(fee)}</td>
          <td class="amount">${reais(amount - fee)}</td></tr>`)}</tbody></table>
    </details>
  </figure>`;
}

function date(day) {
  return day.split('-').reverse().join('/');
}
