/** Screens of a sale, from the order to its end. */
import { html, nothing } from 'lit';
import { paymentName, t } from '../i18n.js';
import { check, cross, presents, turnBack } from '../icons.js';
import { reais } from '../money.js';
import { message, softKeys } from './frame.js';

export function order(view, device) {
  const { order: shown, amountMinor } = view;
  const partly = shown.owed_minor !== undefined && shown.owed_minor !== shown.amount_minor;
  return html`<div class="order">
    <p class="eyebrow">${shown.display_name ?? shown.code}</p>
    <h2>${reais(amountMinor, shown.currency)}</h2>
    ${partly ? html`<p class="small">${t('owed')} ${reais(shown.owed_minor, shown.currency)}
      ${t('of')} ${reais(shown.amount_minor, shown.currency)}</p>` : nothing}
    <p class="how">${paymentName(view.type, shown.payment?.installments,
      shown.payment?.installment_type)}</p>
    ${view.waiting ? message({ kind: 'wait', title: t('verifying') }) : asks(view, device)}
  </div>`;
}

export function amount(view, device) {
  return html`<div class="order">
    <p class="eyebrow">${t('amountTitle')}</p>
    <h2>${reais(view.amountMinor)}</h2>
    ${view.amountDone
      ? html`<p class="how">${paymentName(view.type)}</p>${asks(view, device)}`
      : html`<p>${view.hint ?? t('amountHint')}</p>`}
  </div>`;
}

/** For what is missing: how it is paid, then the card. */
function asks(view, device) {
  if (!view.type) {
    return softKeys(...['credit', 'debit', 'voucher'].map((type, i) => (
      { digit: i + 1, label: t(type), press: () => device.key(String(i + 1)) })));
  }
  if (view.chipAsked) {
    return message({ kind: 'wait', title: t('useChip'), lines: [t('useChipHint')] });
  }
  return html`<div class="card-please">${presents}<p>${t('present')}</p>
    ${view.order?.mode === 'listed' ? html`<p class="small">${view.hint ?? t('part')}</p>` : nothing}
  </div>`;
}

export function pin(view) {
  return html`<div class="order">
    <p class="eyebrow">${reais(view.amountMinor)}</p>
    <h2>${t('pin')}</h2>
    <p class="dots" aria-label="${view.typed} ${t('pinTyped')}">
      ${Array.from({ length: Math.max(4, view.typed) }, (_, i) => html`<span
        class=${i < view.typed ? 'full' : ''}></span>`)}
    </p>
    <p>${t('pinHint')}</p>
  </div>`;
}

const spinner = html`<span class="spinner" aria-hidden="true"></span>`;

export const authorizing = (view) => message({
  kind: 'wait',
  icon: spinner,
  title: t('authorizing'),
  lines: [view.entry === 'chip' ? t('authorizingHint') : ''],
});

export const verifying = () => message({
  kind: 'doubt', icon: spinner, title: t('verifying'), lines: [t('verifyingHint')],
});

export const approved = (view) => message({
  kind: 'good',
  icon: check,
  title: view.held ? t('held') : t('approved'),
  lines: [reais(view.amountMinor, view.currency)],
});

export function declined({ result }) {
  return message({
    kind: 'bad',
    icon: cross,
    title: t('declined'),
    lines: [result.message, result.guidance, `${t('code')} ${result.return_code}`, t('tryAgain')],
  });
}

export const reversed = (view) => message({
  kind: 'doubt',
  icon: turnBack,
  title: t(view.status),
  lines: [view.status === 'reversed' ? t('reversedHint') : ''],
});

export const refused = (view) => message({
  kind: 'bad', icon: cross, title: t(view.title ?? 'refused'), lines: [view.reason ? t(view.reason) : view.message],
});
