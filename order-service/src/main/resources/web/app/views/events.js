/** The account's events, as its webhooks carry them. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { reais } from '../money.js';
import { time } from './frame.js';

export function events(feed) {
  return html`<section class="card log" aria-labelledby="events">
    <h2 id="events">${t('events')}
      <span class="live ${feed.isLive ? 'on' : ''}">${t(feed.isLive ? 'live' : 'connecting')}</span></h2>
    ${feed.events.length === 0 ? html`<p class="hint">${t('noEvents')}</p>` : nothing}
    <ol class="tape" tabindex="0" aria-label=${t('events')}>
      ${feed.events.map(({ at, event }) => html`<li data-event=${event.type}><details>
        <summary>${time(at)} <b>${event.type}</b> ${subject(event.data)}</summary>
        <pre tabindex="0">${JSON.stringify(event, null, 2)}</pre></details></li>`)}
    </ol>
  </section>`;
}

function subject(data) {
  const code = data?.order?.code ?? data?.code ?? '';
  return html`<span>${code}</span> ${Number.isInteger(data?.amount)
    ? html`<strong>${reais(data.amount, data.currency)}</strong>` : nothing}`;
}
