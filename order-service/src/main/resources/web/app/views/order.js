/** One order: how far it is, its charges, and what may be done with them. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { has, t } from '../i18n.js';
import { centavos, reais, typed } from '../money.js';
import { problem } from './frame.js';
import { timelineCard } from './timeline.js';

/** How far a sale is: the words of the order's status or of its terminal, as a picture says them. */
export function stage(order) {
  if (order.closed) {
    return order.status;
  }
  const paid = order.paid_amount - (order.canceled_amount ?? 0);
  if (paid >= order.amount) {
    return 'received';
  }
  const isBack = order.canceled_amount > 0 && order.terminal_status === 'approved';
  if (isBack || order.terminal_status === 'canceled') {
    return 'returned';
  }
  const known = has(`stage_${order.terminal_status}`);
  return known ? order.terminal_status : 'queued';
}

export function order(counter) {
  const { order: shown } = counter;
  const at = stage(shown);
  const charges = shown.charges ?? [];
  return html`<section class="card sale ${tone(at)}" aria-labelledby="order" data-stage=${at}>
    <p class="eyebrow">${t('order')} ${shown.code}</p>
    <h2 id="order" tabindex="-1">${reais(shown.amount)}</h2>
    <p class="stage" role="status">${t(`stage_${at}`)}</p>
    ${progress(shown, at)}
    ${shown.paid_amount > 0 ? html`<p>${t('paid')} <strong>${reais(shown.paid_amount)}</strong>
      ${shown.canceled_amount ? html` · ${t('givenBack')} <strong>${reais(shown.canceled_amount)}</strong>` : nothing}</p>` : nothing}
    <div class="actions">
      ${shown.closed ? nothing : at === 'received'
        ? html`<button type="button" class="main" ?disabled=${counter.busy}
            @click=${() => counter.finish('paid')}>${t('finish')}</button>`
        : html`<button type="button" ?disabled=${counter.busy || charges.some(isOpen)}
            @click=${() => counter.finish('canceled')}>${t('cancelOrder')}</button>`}
      ${shown.closed ? nothing : html`<button type="button" ?disabled=${counter.busy}
        @click=${() => counter.print()}>${t('printNote')}</button>`}
      <button type="button" class=${shown.closed ? 'main' : ''}
        @click=${() => counter.next()}>${t('next')}</button>
    </div>
    ${problem(counter)}
  </section>
  ${charges.map((charge) => chargeCard(counter, charge))}
  ${prints(shown)}
  ${timelineCard(counter)}
  <section class="card" aria-labelledby="lines">
    <h2 id="lines">${t('cart')}</h2>
    <table class="cart"><tbody>${shown.items.map((item) => html`<tr>
      <th scope="row">${item.description}</th><td>${item.quantity}×</td>
      <td class="amount">${reais(item.amount * item.quantity)}</td></tr>`)}</tbody></table>
  </section>`;
}

function tone(at) {
  if (['received', 'paid', 'approved'].includes(at)) {
    return 'good';
  }
  if (['declined', 'failed', 'rejected', 'reversed'].includes(at)) {
    return 'bad';
  }
  return ['verifying', 'reversing', 'returned'].includes(at) ? 'doubt' : '';
}

function progress(shown, at) {
  if (shown.closed && shown.status !== 'paid') {
    return nothing;
  }
  const done = at === 'paid' ? 4 : at === 'received' ? 3 : at === 'queued' ? 1 : 2;
  return html`<ol class="progress" aria-label=${t('progress')}>
    ${['created', 'onTerminal', 'received', 'closed'].map((step, i) => html`<li
      class=${i < done ? 'done' : ''} aria-current=${i === done ? 'step' : nothing}>
      ${t(`step_${step}`)}</li>`)}
  </ol>`;
}

function isOpen({ status }) {
  return status === 'paid' || status === 'pending';
}

function chargeCard(counter, charge) {
  const { metadata = {} } = charge;
  const left = (charge.paid_amount ?? charge.amount) - (charge.canceled_amount ?? 0);
  const how = [metadata.scheme_name, metadata.account_funding_source,
    metadata.installment_quantity && `${metadata.installment_quantity}×`].filter(Boolean).join(' · ');
  return html`<section class="card charge" aria-label="${t('charge')} ${charge.code}">
    <div class="line">
      <h3>${t('charge')} <span class="pill ${charge.status}">${t(`status_${charge.status}`)}</span></h3>
      <strong>${reais(charge.amount)}</strong>
    </div>
    <dl>
      ${how ? html`<div><dt>${t('card')}</dt><dd>${how}</dd></div>` : nothing}
      <div><dt>NSU</dt><dd>${charge.code}</dd></div>
      ${metadata.authorization_code ? html`<div><dt>${t('authorization')}</dt>
        <dd>${metadata.authorization_code}</dd></div>` : nothing}
      ${charge.canceled_amount ? html`<div><dt>${t('givenBack')}</dt>
        <dd>${reais(charge.canceled_amount)}</dd></div>` : nothing}
    </dl>
    ${charge.status === 'pending' && !charge.pending_capture
      ? amountForm(counter, charge.amount, t('capture'), 'capture', (amount) => counter.capture(charge, amount))
      : nothing}
    ${isOpen(charge) && left > 0 && !charge.pending_cancellation
      ? amountForm(counter, left, t(charge.status === 'pending' ? 'release' : 'refund'), 'refund',
          (amount) => counter.giveBack(charge, amount))
      : nothing}
    ${charge.pending_capture || charge.pending_cancellation
      ? html`<p class="hint" role="status">${t('underWay')}</p>` : nothing}
  </section>`;
}

/** All of it is asked for without an amount, as PDVs do. What is left anew is another form. */
function amountForm(counter, most, label, name, act) {
  const send = (event) => {
    event.preventDefault();
    const { amount } = event.target.elements;
    const minor = centavos(amount.value);
    if (minor === null || minor > most) {
      amount.setCustomValidity(t('noAmount'));
      amount.reportValidity();
      return;
    }
    act(minor === most ? null : minor);
  };
  return keyed(most, html`<form class="amountform" data-form=${name} @submit=${send}>
    <label>R$ <input name="amount" inputmode="decimal" size="9" .defaultValue=${typed(most)}
      aria-label="${label}: ${t('amount')}"
      @input=${(event) => event.target.setCustomValidity('')}></label>
    <button type="submit" ?disabled=${counter.busy}>${label}</button>
  </form>`);
}

function prints({ prints: documents = [] }) {
  return documents.length === 0 ? nothing : html`<section class="card" aria-labelledby="prints">
    <h2 id="prints">${t('documents')}</h2>
    <ul class="prints">${documents.map((one) => html`<li data-print=${one.status}>
      ${t('note')} <span class="pill ${one.status}">${t(`print_${one.status}`)}</span> ${one.reason ?? ''}</li>`)}</ul>
  </section>`;
}
