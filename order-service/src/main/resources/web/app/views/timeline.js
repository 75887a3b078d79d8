/**
 * The hops of a sale, in lanes: one table row for each, read as a table and seen as a drawing. A line
 * leads to a hop from the lane of what caused it, where that is known.
 */
import { html, nothing, svg } from 'lit';
import { has, t } from '../i18n.js';
import { SERVICES } from '../timeline.js';

const LANE = 22;
const HEIGHT = 30;
const WIDTH = LANE * SERVICES.length;

export function timelineCard(counter) {
  const open = ({ target }) => target.open && counter.trace();
  const { timeline: rows } = counter;
  return html`<details class="card" @toggle=${open}>
    <summary><h2>${t('timeline')}</h2></summary>
    ${rows.length === 0 ? html`<p class="hint" role="status">${t('asking')}</p>` : html`
      <p class="hint">${rows.length} ${t('hops')} ${duration(rows.at(-1).at - rows[0].at)}</p>
      <table class="timeline"><caption class="visually-hidden">${t('timeline')}</caption>
        <thead><tr><th scope="col">${t('time')}</th>
          <th scope="col" class="lanes"><span class="visually-hidden">${t('lanes')}</span></th>
          <th scope="col">${t('hop')}</th></tr></thead>
        <tbody>${rows.map((row, i) => hop(rows, i))}</tbody>
      </table>`}
  </details>`;
}

function hop(rows, i) {
  const { at, service, what, cause, by, from = service } = rows[i];
  const causing = rows.find(({ id }) => id && id === cause);
  return html`<tr data-service=${service}>
    <td><time datetime=${at.toISOString()}>${clock(at)}</time>
      ${i === 0 ? nothing : html`<em>+${duration(at - rows[i - 1].at)}</em>`}</td>
    <td class="lanes">${lanes(service, causing?.service ?? from)}</td>
    <td><b>${t(`service_${service}`)}</b> <span>${what}</span>
      ${by ? html`<small>${has(`by_${by}`) ? t(`by_${by}`) : by}</small>` : nothing}</td>
  </tr>`;
}

function lanes(to, from) {
  const x = (service) => SERVICES.indexOf(service) * LANE + LANE / 2;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${from === to ? nothing : svg`<path d="M${x(from)} ${HEIGHT / 2} H${x(to)}"></path>`}
    <circle cx=${x(to)} cy=${HEIGHT / 2} r="6"></circle>
  </svg>`;
}

/** `12 ms`, `3,4 s`, `2 min`. */
export function duration(ms) {
  if (ms < 1000) {
    return `${ms} ms`;
  }
  return ms < 60_000 ? `${(ms / 1000).toFixed(1).replace('.', ',')} s` : `${Math.round(ms / 60_000)} min`;
}

function clock(at) {
  return at.toLocaleTimeString('pt-BR', { hour: '2-digit', minute: '2-digit', second: '2-digit',
    fractionalSecondDigits: 3 });
}
