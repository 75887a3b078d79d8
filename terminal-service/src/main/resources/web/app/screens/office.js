/** Screens of the shop's own people: their menu, the password, sales, the report. */
import { html, nothing } from 'lit';
import { OFFICE, shownAmount } from '../office.js';
import { left } from '../cancellation.js';
import { paymentName, t } from '../i18n.js';
import { check, presents } from '../icons.js';
import { reais } from '../money.js';
import { message, softKeys } from './frame.js';

export function menu(view, device) {
  return html`<div class="settings">
    <h2>${t('office')}</h2>
    ${view.hint ? html`<p>${view.hint}</p>` : nothing}
    <div class="choices">
      ${OFFICE.map((what, i) => html`<button type="button" @click=${() => device.act('office', what)}>
        <kbd aria-hidden="true">${i + 1}</kbd> ${t(what)}</button>`)}
    </div>
    <p class="small">${t('officeHint')}</p>
  </div>`;
}

export function password(view) {
  return html`<div class="order">
    <h2>${t('password')}</h2>
    <p class="dots" aria-label="${view.typed} ${t('pinTyped')}">
      ${Array.from({ length: Math.max(4, view.typed) }, (_, i) => html`<span
        class=${i < view.typed ? 'full' : ''}></span>`)}
    </p>
    <p>${view.hint ?? t('passwordHint')}</p>
  </div>`;
}

export function sales(view, device) {
  return html`<div class="list">
    <h2>${t(view.purpose === 'cancel' ? 'cancelSaleTitle' : 'reprintOther')}</h2>
    <p class="small">${view.date.split('-').reverse().join('/')}</p>
    ${view.sales.length === 0 ? html`<p>${t('noSales')}</p>` : nothing}
    <ul>
      ${view.sales.map((sale, i) => html`<li>
        <button type="button" class=${i === view.chosen ? 'chosen' : ''}
          aria-current=${i === view.chosen ? 'true' : 'false'}
          @click=${() => device.act('pickSale', sale)}>
          <span>NSU ${sale.nsu}<br><small>${stateOf(sale)}</small></span>
          <strong>${reais(shownAmount(sale), sale.currency)}</strong>
        </button></li>`)}
    </ul>
    <p class="small">${t('listHint')}</p>
    ${softKeys(...view.more ? [{ digit: 1, label: t('olderSales'), press: () => device.act('olderSales') }] : [],
      { digit: 2, label: t('dayBefore'), press: () => device.act('salesOfDay', -1) },
      { digit: 3, label: t('dayAfter'), press: () => device.act('salesOfDay', 1) })}
  </div>`;
}

function stateOf(sale) {
  const card = `${sale.brand ?? ''} **** ${sale.last_four ?? ''}`.trim();
  return ['captured', 'partially_refunded'].includes(sale.status)
    ? card
    : `${card} · ${t(sale.status)}`;
}

export function cancelSale({ sale }) {
  return html`<div class="order">
    <p class="eyebrow">${t('cancelSaleTitle')} · NSU ${sale.nsu}</p>
    <h2>${reais(left(sale), sale.currency)}</h2>
    <p class="how">${paymentName(sale.payment_type, sale.installments)}</p>
    <div class="card-please">${presents}<p>${t('presentAgain')} **** ${sale.last_four}</p></div>
  </div>`;
}

export const verifyingCancel = () => message({
  kind: 'doubt',
  icon: html`<span class="spinner" aria-hidden="true"></span>`,
  title: t('verifying'),
  lines: [t('cancelHint')],
});

export const canceled = (view) => message({
  kind: 'good', icon: check, title: t('saleCanceled'), lines: [reais(view.amountMinor)],
});

export function report({ report: day }) {
  const { rows, total, currency, date } = day;
  const row = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<div class="settings">
    <h2>${t('report')} ${date.split('-').reverse().join('/')}</h2>
    <dl>
      ${rows.map((one) => row(`${t(one.payment_type)} ${one.brand ?? ''} (${one.sales})`,
        reais(one.amount_minor, currency)))}
      ${row(`${t('salesTotal')} (${total.sales})`, reais(total.amount_minor, currency))}
      ${row(`${t('canceledTotal')} (${total.canceled})`, reais(-total.canceled_minor, currency))}
      ${row(t('net'), reais(total.amount_minor - total.canceled_minor, currency))}
    </dl>
    <p class="small">${t('officeHint')}</p>
  </div>`;
}
