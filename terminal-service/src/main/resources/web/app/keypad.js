/** The keys, as they lie on a Brazilian terminal, and the ones of a keyboard that do the same. */
import { html } from 'lit';
import { t } from './i18n.js';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const LETTERS = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ' };
const ON_KEYBOARD = {
  Enter: 'green',
  Backspace: 'yellow',
  Escape: 'red',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function keypad(device) {
  const key = (name, label, face) => html`<button type="button" class="key ${name}"
    aria-label=${label} @click=${() => device.key(name)}>${face}</button>`;
  return html`<div class="keypad" role="group" aria-label=${t('keypad')}>
    ${DIGITS.map((digit) => key(digit, digit,
      html`${digit}<small aria-hidden="true">${LETTERS[digit] ?? ''}</small>`))}
    ${key('up', t('up'), '▲')}
    ${key('0', '0', '0')}
    ${key('down', t('down'), '▼')}
    ${key('red', t('cancel'), html`<span aria-hidden="true">✕</span>`)}
    ${key('yellow', t('correct'), html`<span aria-hidden="true">‹</span>`)}
    ${key('green', t('confirm'), html`<span aria-hidden="true">○</span>`)}
  </div>`;
}

/** The key a keyboard event stands for; null where it belongs to a field or a focused button. */
export function keyOf(event) {
  const within = event.target.closest?.('input, select, textarea, button, summary, a');
  const typing = within && within.matches('input, select, textarea');
  if (typing || event.ctrlKey || event.altKey || event.metaKey) {
    return null;
  }
  if (/^\d$/.test(event.key)) {
    return event.key;
  }
  const key = ON_KEYBOARD[event.key] ?? null;
  // Enter on a focused button presses that button.
  return key === 'green' && within ? null : key;
}
