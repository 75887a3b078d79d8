/** What screens are made of. */
import { html, nothing } from 'lit';

/** A screen that says one thing. */
export function message({ kind, icon, title, lines = [] }) {
  return html`<div class="message ${kind}">
    ${icon ?? nothing}
    <h2>${title}</h2>
    ${lines.filter(Boolean).map((line) => html`<p>${line}</p>`)}
  </div>`;
}

/** Buttons along the lower edge, each with the key that does the same. */
export function softKeys(...keys) {
  return html`<div class="softkeys">
    ${keys.map(({ digit, label, press }) => html`<button type="button" @click=${press}>
      <kbd aria-hidden="true">${digit}</kbd>${label}</button>`)}
  </div>`;
}
