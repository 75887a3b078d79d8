/** What views have in common. */
import { html, nothing } from 'lit';

/** What went wrong and what was done, spoken at once and in turn. */
export function problem({ problem: wrong, said }) {
  return html`
    ${wrong ? html`<p class="problem" role="alert">${wrong}</p>` : nothing}
    <p class="said" role="status">${said}</p>`;
}

export function time(date) {
  return html`<time datetime=${date.toISOString()}>${date.toLocaleTimeString('pt-BR')}</time>`;
}
