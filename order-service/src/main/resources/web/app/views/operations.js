/** What only operators see: invariants, parked messages, the audit log. */
import { html, nothing } from 'lit';
import { has, t } from '../i18n.js';
import { table } from './table.js';

export function operations({ operations: all, replay }) {
  return html`
    ${all.invariants ? invariants(all.invariants) : nothing}
    ${all.parked ? parked(all.parked, replay) : nothing}
    ${all.audit ? audit(all.audit) : nothing}`;
}

/** Green is what was checked and holds; what could not be checked is not shown as green. */
function invariants(rows) {
  const broken = rows.filter(({ violations }) => violations > 0).length;
  return html`<section class="card wide" aria-labelledby="invariants">
    <h2 id="invariants">${t('invariants')}
      <span class="pill ${broken ? 'failed' : 'paid'}">${broken ? `${broken} ${t('broken')}` : t('allKept')}</span></h2>
    <ul class="invariants">${rows.map(({ service, invariant, sentence, violations, checked_at: at }) => html`<li
      data-invariant=${invariant} data-kept=${violations === 0}>
      <span class="pill ${violations === 0 ? 'paid' : 'failed'}">${violations === 0 ? t('kept') : `${violations} ${t('violations')}`}</span>
      <span>${sentence}</span>
      <small>${t(`service_${service}`)} · ${t('checked')} ${at ? moment(at) : t('never')}</small></li>`)}</ul>
  </section>`;
}

function parked(rows, replay) {
  return table({ id: 'parked', title: t('parked'), wide: true, rows,
    heads: [t('message'), t('reason'), t('parkedSince'), t('action')],
    row: (one) => html`<th scope="row">${one.type}<br>
        <small>${t(`service_${one.service}`)} · ${one.topic} · ${one.key}</small></th>
      <td>${has(`parked_${one.reason}`) ? t(`parked_${one.reason}`) : one.reason}
        ${one.detail ? html`<br><small>${one.detail}</small>` : nothing}</td>
      <td>${moment(one.parkedAt)}</td>
      <td><button type="button" @click=${() => replay(one)}
        aria-label="${t('replay')} ${one.type} ${one.key}">${t('replay')}</button></td>` });
}

function audit(rows) {
  return table({ id: 'audit', title: t('auditLog'), wide: true, rows,
    heads: [t('moment'), t('action'), t('byWhom'), t('reason')],
    row: (one) => html`<th scope="row">${moment(one.at)}</th>
      <td>${one.action}<br><small>${one.subject}</small></td>
      <td>${one.actor}</td><td>${one.reason ?? ''}</td>` });
}

function moment(text) {
  return new Date(text).toLocaleString('pt-BR');
}
