/** Screens of a terminal with nothing to pay: idle, the list of orders, settings. */
import { html, nothing } from 'lit';
import { SETTINGS } from '../device.js';
import { t } from '../i18n.js';
import { reais } from '../money.js';
import { softKeys } from './frame.js';

export function idle(view, device) {
  return html`<div class="idle">
    <span class="logo" aria-hidden="true">connect</span>
    <h2>${t(view.active ? 'idle' : 'inactive')}</h2>
    <p>${t(view.active ? 'idleHint' : 'inactiveHint')}</p>
    ${softKeys(
      { digit: 1, label: t('orders'), press: () => device.act('orders') },
      { digit: 2, label: t('standalone'), press: () => device.act('standalone') },
      { digit: 3, label: t('settings'), press: () => device.act('settings') },
      { digit: 4, label: t('office'), press: () => device.act('menu') },
    )}
  </div>`;
}

export function list(view, device) {
  return html`<div class="list">
    <h2>${t('listTitle')}</h2>
    ${view.orders.length === 0 ? html`<p>${t('listEmpty')}</p>` : nothing}
    <ul>
      ${view.orders.map((order, i) => html`<li>
        <button type="button" class=${i === view.chosen ? 'chosen' : ''}
          aria-current=${i === view.chosen ? 'true' : 'false'}
          @click=${() => device.act('pick', order.order_id)}>
          <span>${order.display_name ?? order.code}</span>
          <strong>${reais(order.owed_minor, order.currency)}</strong>
        </button></li>`)}
    </ul>
    ${view.more ? html`<p class="small">${t('listMore')}</p>` : nothing}
    <p class="small">${t('listHint')}</p>
    ${softKeys(
      { digit: 2, label: t('standalone'), press: () => device.act('standalone') },
      { digit: 3, label: t('settings'), press: () => device.act('settings') },
      { digit: 4, label: t('office'), press: () => device.act('menu') },
    )}
  </div>`;
}

export function settings(view, device) {
  const rows = Object.entries(view.rows).filter(([, value]) => value !== null);
  return html`<div class="settings">
    <h2>${t('settings')}</h2>
    <dl>${rows.map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
    <div class="choices">
      ${SETTINGS.map((action, i) => html`<button type="button" @click=${() => device.act(action)}>
        <kbd aria-hidden="true">${i + 1}</kbd> ${t(action === 'language' ? 'english' : action)}
      </button>`)}
    </div>
    ${view.checks ? checks(view.checks) : nothing}
  </div>`;
}

function checks(results) {
  return html`<ul class="checks">
    ${results.map(({ name, passed }) => html`<li data-passed=${passed}>
      ${passed ? '✓' : '✗'} ${name}: ${t(passed ? 'selfTestPassed' : 'selfTestFailed')}</li>`)}
  </ul>`;
}
