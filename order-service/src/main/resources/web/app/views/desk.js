/** What an operator watches. */
import { html, nothing } from 'lit';
import { has, t } from '../i18n.js';
import { reais } from '../money.js';
import { chart } from './chart.js';
import { problem } from './frame.js';

export function desk(state, keys) {
  return html`<main class="desk">
    ${problem(state)}
    ${balance(state)}
    ${table({ id: 'terminals', title: t('terminals'), rows: state.terminals, heads: [t('serial'), t('mode'), t('presence')],
      row: (terminal) => html`<th scope="row">${terminal.serial_number}</th><td>${t(terminal.mode)}</td>
        <td><span class="live ${terminal.online ? 'on' : ''}">${t(terminal.online ? 'online' : 'offline')}</span></td>` })}
    ${table({ id: 'open-orders', title: t('openOrders'), rows: state.orders, heads: [t('order'), t('state'), t('amount')],
      row: (order) => html`<th scope="row">${order.code}</th>
        <td>${has(`stage_${order.terminal_status}`) ? t(`stage_${order.terminal_status}`) : t('status_pending')}</td>
        <td class="amount">${reais(order.amount, order.currency)}</td>` })}
    ${table({ id: 'failed', title: t('failedCancellations'), rows: state.failed, heads: ['NSU', t('reason'), t('amount'), t('action')],
      row: (charge) => html`<th scope="row">${charge.code}</th>
        <td>${charge.last_transaction.acquirer_return_code ?? ''} ${charge.last_transaction.acquirer_message ?? ''}</td>
        <td class="amount">${reais(charge.last_transaction.amount, charge.currency)}</td>
        <td>${keys.admin ? html`<button type="button" @click=${() => state.retry(charge)}
          aria-label="${t('retry')} ${charge.code}">${t('retry')}</button>` : t('operatorsOnly')}</td>` })}
    ${table({ id: 'deliveries', title: t('deliveries'), rows: state.deliveries, heads: [t('event'), t('state'), t('attempts'), t('action')],
      row: (delivery) => html`<th scope="row">${delivery.event}<br><small>${delivery.url}</small></th>
        <td><span class="pill ${delivery.status}">${t(`delivery_${delivery.status}`)}</span>
          ${delivery.response_status ?? ''}</td>
        <td>${delivery.attempts}</td>
        <td><button type="button" @click=${() => state.resend(delivery)}
          aria-label="${t('resend')} ${delivery.event}">${t('resend')}</button></td>` })}
  </main>`;
}

function balance(state) {
  const sum = (label, minor) => html`<div><dt>${label}</dt><dd>${reais(minor, state.balance.currency)}</dd></div>`;
  return html`<section class="card wide" aria-labelledby="balance">
    <h2 id="balance">${t('balance')}</h2>
    ${state.balance ? html`<dl class="sums">
      ${sum(t('available'), state.balance.available_amount)}
      ${sum(t('waiting'), state.balance.waiting_funds_amount)}
      ${sum(t('transferred'), state.balance.transferred_amount)}
    </dl>` : html`<p class="hint">${t('noBalance')}</p>`}
    ${state.due.length > 0 ? chart(state.due) : nothing}
    ${state.clock ? html`<p class="clock">${t('acquirersDay')}
      <strong>${state.clock.now.toLocaleDateString('pt-BR')}</strong>
      <button type="button" @click=${() => state.skipDay()}>${t('skipDay')}</button></p>` : nothing}
  </section>`;
}

function table({ id, title, rows, heads, row }) {
  return html`<section class="card" aria-labelledby=${id}>
    <h2 id=${id}>${title} <span class="count">${rows.length}</span></h2>
    ${rows.length === 0 ? html`<p class="hint">${t('nothing')}</p>` : html`<div class="scroll" tabindex="0"
      role="group" aria-labelledby=${id}><table>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map((one) => html`<tr>${row(one)}</tr>`)}</tbody>
    </table></div>`}
  </section>`;
}
