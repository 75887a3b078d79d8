/** The cart, and how it is to be paid. */
import { html, nothing } from 'lit';
import { PRODUCTS } from '../catalog.js';
import { t, texts } from '../i18n.js';
import { centavos, reais } from '../money.js';
import { problem } from './frame.js';

const INSTALMENTS = [1, 2, 3, 4, 6, 10, 12];

export function till(counter) {
  return html`
    <section class="card" aria-labelledby="products">
      <h2 id="products" tabindex="-1"><span class="step" aria-hidden="true">1</span> ${t('products')}</h2>
      <ul class="products">
        ${PRODUCTS.map((product) => html`<li><button type="button"
          @click=${() => counter.put(product.code, 1)}>
          <span>${texts(product.name)}</span><strong>${reais(product.price)}</strong>
          ${counter.quantities.get(product.code) > 0
            ? html`<em>${counter.quantities.get(product.code)}</em>` : nothing}
        </button></li>`)}
      </ul>
      ${extra(counter)}
      ${cart(counter)}
    </section>
    <form class="card" aria-labelledby="payment" @submit=${(event) => {
      event.preventDefault();
      counter.place();
    }}>
      <h2 id="payment"><span class="step" aria-hidden="true">2</span> ${t('payment')}</h2>
      ${payment(counter)}
      <button type="submit" class="main" ?disabled=${counter.total === 0 || counter.busy || !counter.serial}>
        ${counter.total === 0 ? t('sendNothing') : html`${t('send')} <strong>${reais(counter.total)}</strong>`}
      </button>
      ${problem(counter)}
    </form>
    ${recent(counter)}`;
}

function extra(counter) {
  const add = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    const amount = centavos(elements.price.value);
    if (amount === null) {
      elements.price.setCustomValidity(t('noAmount'));
      elements.price.reportValidity();
      return;
    }
    counter.putExtra(elements.what.value.trim() || t('other'), amount);
    event.target.reset();
  };
  return html`<form class="extra" @submit=${add}>
    <input name="what" aria-label=${t('description')} placeholder=${t('other')} maxlength="60">
    <input name="price" aria-label=${t('price')} placeholder="0,00" inputmode="decimal" size="7"
      @input=${(event) => event.target.setCustomValidity('')}>
    <button type="submit">${t('add')}</button>
  </form>`;
}

function cart(counter) {
  if (counter.lines.length === 0) {
    return nothing;
  }
  return html`<table class="cart">
    <caption class="visually-hidden">${t('cart')}</caption>
    <tbody>${counter.lines.map((line) => html`<tr>
      <th scope="row">${line.description}</th>
      <td class="quantity">
        <button type="button" aria-label="${t('less')}: ${line.description}"
          @click=${() => counter.change(line, -1)}>−</button>
        <span>${line.quantity}</span>
        <button type="button" aria-label="${t('more')}: ${line.description}"
          @click=${() => counter.change(line, 1)}>+</button>
      </td>
      <td class="amount">${reais(line.amount * line.quantity)}</td>
    </tr>`)}</tbody>
    <tfoot><tr><th scope="row" colspan="2">${t('total')}</th>
      <td class="amount">${reais(counter.total)}</td></tr></tfoot>
  </table>`;
}

function payment(counter) {
  const { choice } = counter;
  return html`
    ${choices('mode', t('mode'), choice.mode, ['direct', 'listed'], counter)}
    ${choice.mode === 'listed' ? html`<p class="hint">${t('listedHint')}</p>` : html`
      ${choices('type', t('type'), choice.type, ['credit', 'debit', 'voucher'], counter)}
      <div class="fields">
        ${choice.type === 'credit' ? html`<label>${t('instalments')}
          <select name="installments"
            @change=${(event) => counter.choose({ installments: Number(event.target.value) })}>
            ${INSTALMENTS.map((count) => html`<option value=${count}
              ?selected=${count === choice.installments}>${count === 1 ? t('inFull') : `${count}×`}</option>`)}
          </select></label>` : nothing}
        ${choice.type === 'credit' && choice.installments > 1 ? html`<label>${t('interest')}
          <select name="interest"
            @change=${(event) => counter.choose({ installmentType: event.target.value })}>
            ${['merchant', 'issuer'].map((by) => html`<option value=${by}
              ?selected=${by === choice.installmentType}>${t(by)}</option>`)}
          </select></label>` : nothing}
        <label>${t('operation')}
          <select name="operation"
            @change=${(event) => counter.choose({ operation: event.target.value })}>
            ${['auth_and_capture', 'auth_only'].map((operation) => html`<option value=${operation}
              ?selected=${operation === choice.operation}>${t(operation)}</option>`)}
          </select></label>
      </div>`}
    <label>${t('terminalPick')}
      ${counter.terminals.isKnown ? pick(counter) : html`<input name="serial" required
        .value=${counter.serial} @change=${(event) => counter.pick(event.target.value.trim())}>`}</label>`;
}

function pick(counter) {
  const own = counter.own?.serial;
  const known = counter.terminals.list;
  const waiting = own && !known.some(({ serial_number: serial }) => serial === own);
  return html`<select name="terminal" @change=${(event) => counter.pick(event.target.value)}>
    ${waiting ? html`<option value=${own} ?selected=${counter.serial === own}>${own} · ${t('pairing')}</option>` : nothing}
    ${known.map(({ serial_number: serial, online, mode }) => html`<option value=${serial}
      ?selected=${serial === counter.serial}>
      ${serial}${serial === own ? ` · ${t('beside')}` : ''} · ${t(online ? 'online' : 'offline')} · ${t(mode)}
    </option>`)}
  </select>`;
}

function choices(name, label, chosen, options, counter) {
  return html`<fieldset><legend>${label}</legend>
    <div class="choices">
      ${options.map((option) => html`<label><input type="radio" name=${name} value=${option}
        .checked=${option === chosen} @change=${() => counter.choose({ [name]: option })}>
        <span>${t(option)}</span></label>`)}
    </div></fieldset>`;
}

function recent(counter) {
  return counter.recent.length === 0 ? nothing : html`<section class="card" aria-labelledby="recent">
    <h2 id="recent">${t('recent')}</h2>
    <ul class="recent">
      ${counter.recent.map((order) => html`<li><button type="button" class="plain"
        @click=${() => counter.take(order.id)}>
        <span>${order.code}</span> <span class="pill ${order.status}">${t(`status_${order.status}`)}</span>
        <strong>${reais(order.amount)}</strong></button></li>`)}
    </ul></section>`;
}
