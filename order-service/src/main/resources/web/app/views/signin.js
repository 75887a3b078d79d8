/** The form for who has no launcher to hand the keys out. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { Keys } from '../keys.js';

export function signIn({ refused, submit }) {
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    submit(new Keys({ secret: form.get('secret'), admin: form.get('admin'),
      account: form.get('account') }));
  };
  return html`<main class="alone">
    <form class="card" @submit=${send}>
      <h2>${t('signInTitle')}</h2>
      <p>${t('signInHint')}</p>
      <label>${t('secretKey')}
        <input name="secret" type="password" required autocomplete="off" spellcheck="false"
          placeholder="sk_…"></label>
      <details>
        <summary>${t('operatorToo')}</summary>
        <label>${t('adminToken')}
          <input name="admin" type="password" autocomplete="off" spellcheck="false"></label>
        <label>${t('account')}
          <input name="account" autocomplete="off" spellcheck="false" placeholder="acc_…"></label>
      </details>
      ${refused ? html`<p class="problem" role="alert">${t('signInRefused')}</p>` : nothing}
      <button type="submit" class="main">${t('signIn')}</button>
    </form>
  </main>`;
}
