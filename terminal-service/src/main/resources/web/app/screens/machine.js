/** Screens about the terminal itself: off, starting, keys, pairing, no connection, stopped. */
import { html } from 'lit';
import { t } from '../i18n.js';
import { cloud, cross } from '../icons.js';
import { message } from './frame.js';

export const off = () => html`<div class="dark"><span class="visually-hidden">${t('off')}</span></div>`;

export const starting = () => message({
  kind: 'plain', icon: html`<span class="logo" aria-hidden="true">connect</span>`, title: t('starting'),
});

export const elsewhere = () => message({
  kind: 'bad', icon: cross, title: t('elsewhere'), lines: [t('elsewhereHint')],
});

export const insecure = () => message({
  kind: 'bad', icon: cross, title: t('insecure'), lines: [t('insecureHint')],
});

export function key(view, device) {
  const inject = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    device.act('inject', { id: fields.get('id'), key: fields.get('key') });
  };
  return html`<form class="message plain" @submit=${inject}>
    <h2>${t('keyTitle')}</h2>
    <p>${view.wrong ? t('keyWrong') : t('keyHint')}</p>
    <label>${t('keyId')}<input name="id" required autocomplete="off" spellcheck="false"></label>
    <label>${t('key')}<input name="key" type="password" required autocomplete="off"></label>
    <button type="submit">${t('keyInject')}</button>
  </form>`;
}

export function pairing(view, device) {
  return html`<div class="message plain">
    <p class="eyebrow">${t('pairingTitle')}</p>
    <h2 class="code" data-code=${view.code} aria-label=${[...view.code].join(' ')}>${view.code}</h2>
    <p>${t('pairingHint')}</p>
    <p class="small">${t('serial')} ${device.store.state.serial}</p>
  </div>`;
}

export const offline = (view) => message({
  kind: 'plain',
  icon: cloud,
  title: t('offline'),
  lines: [t('offlineHint'), view.hint ? t('credentialHint') : ''],
});

export const stopped = (view) => message({
  kind: 'bad', icon: cross, title: t('stopped'), lines: [t(view.why)],
});
