/** What the page has done, as code to take away. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { snippets } from '../snippets.js';
import { time } from './frame.js';

const LANGUAGES = { curl: 'curl', javascript: 'JavaScript', java: 'Java' };

export function code({ api, language, copied, choose, copy }) {
  return html`<section class="card log" aria-labelledby="code">
    <h2 id="code">${t('code')}
      <span class="languages" role="group" aria-label=${t('programmingLanguage')}>
        ${Object.entries(LANGUAGES).map(([id, label]) => html`<button type="button"
          aria-pressed=${id === language} @click=${() => choose(id)}>${label}</button>`)}
      </span></h2>
    <p class="hint">${t('codeHint')}</p>
    ${api.calls.map((call, i) => one(call, i === 0, { language, copied, copy }))}
  </section>`;
}

function one(call, isNewest, { language, copied, copy }) {
  const text = snippets(call)[language];
  return html`<details class="call" ?open=${isNewest}>
    <summary>${time(call.at)} <b>${call.name}</b>
      <span class="pill ${call.status >= 400 || call.status === 0 ? 'failed' : ''}">${call.status ?? '…'}</span></summary>
    <pre tabindex="0">${text}</pre>
    <button type="button" class="copy" @click=${() => copy(call.number, text)}>
      ${copied === call.number ? t('copied') : t('copy')}</button>
    ${copied === call.number ? html`<span class="visually-hidden" role="status">${t('copied')}</span>` : nothing}
  </details>`;
}
