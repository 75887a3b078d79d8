/** What an operator watches. */
import { html, nothing } from 'lit';
import { has, t } from '../i18n.js';
import { reais } from '../money.js';
import { chart } from './chart.js';
import { problem } from './frame.js';
import { operations } from './operations.js';
import { stage } from './order.js';
import { table } from './table.js';

export function desk(state, keys) {
  return html`<main class="desk">
    ${problem(state)}
    ${balance(state)}
    ${operations({ operations: state.operations, replay: (one) => state.replay(one) })}
    ${table({ id: 'terminals', title: t('terminals'), rows: state.terminals, heads: [t('serial'), t('mode'), t('presence')],
      row: (terminal) => html`<th scope="row">${terminal.serial_number}</th><td>${t(terminal.mode)}</td>
        <td><span class="live ${terminal.online ? 'on' : ''}">${t(terminal.online ? 'online' : 'offline')}</span></td>` })}
    ${table({ id: 'open-orders', title: t('openOrders'), rows: state.orders, heads: [t('order'), t('state'), t('amount')],
      row: (order) => html`<th scope="row">${order.code}</th><td>${t(`stage_${stage(order)}`)}</td>
        <td class="amount">${reais(order.amount, order.currency)}</td>` })}
    ${payments(state, keys)}
    ${table({ id: 'deliveries', title: t('deliveries'), wide: true, rows: state.deliveries, heads: [t('event'), t('state'), t('attempts'), t('action')],
      row: (delivery) => html`<th scope="row">${delivery.event}<br><small>${delivery.url}</small></th>
        <td><span class="pill ${delivery.status}">${t(`delivery_${delivery.status}`)}</span>
          ${delivery.response_status ?? ''}</td>
        <td>${delivery.attempts}</td>
        <td><button type="button" @click=${() => state.resend(delivery)}
          aria-label="${t('resend')} ${delivery.event}">${t('resend')}</button></td>` })}
  </main>`;
}

/** What could not be given back first, for somebody has to see to it. */
function payments(state, keys) {
  return table({ id: 'payments', title: t('payments'), rows: state.payments, heads: ['NSU', t('state'), t('amount'), t('action')],
    row: ({ charge, hasFailed }) => {
      const { acquirer_return_code: code, acquirer_message: message, amount } = charge.last_transaction;
      const word = `acquirer_${charge.acquirer_status}`;
      return html`<th scope="row">${charge.code}</th>
        <td><span class="pill ${hasFailed ? 'failed' : charge.status}">${has(word) ? t(word) : t(`status_${charge.status}`)}</span>
          ${hasFailed ? html`<small>${code ?? ''} ${message ?? ''}</small>` : nothing}</td>
        <td class="amount">${reais(hasFailed ? amount : charge.amount, charge.currency)}</td>
        <td>${!hasFailed ? nothing : keys.admin ? html`<button type="button" @click=${() => state.retry(charge)}
          aria-label="${t('retry')} ${charge.code}">${t('retry')}</button>` : t('operatorsOnly')}</td>`;
    } });
}

function balance(state) {
  const sum = (label, minor) => html`<div><dt>${label}</dt><dd>${reais(minor, state.balance.currency)}</dd></div>`;
  return html`<section class="card wide" aria-labelledby="balance">
    <h2 id="balance">${t('balance')} <span class="count">${t('netOfFees')}</span></h2>
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
