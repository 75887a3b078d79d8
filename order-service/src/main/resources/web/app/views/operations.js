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

/** Green is what was checked and holds; what was not checked is neither green nor red. */
function invariants(rows) {
  const of = (standing) => rows.filter((row) => standingOf(row) === standing).length;
  const all = ['broken', 'unchecked'].find((standing) => of(standing) > 0);
  return html`<section class="card wide" aria-labelledby="invariants">
    <h2 id="invariants">${t('invariants')}
      <span class="pill ${PILLS[all ?? 'kept']}">${all ? `${t(all)}: ${of(all)}` : t('allKept')}</span></h2>
    <ul class="invariants">${rows.map((row) => {
      const { service, invariant, sentence, violations, examples = [], checked_at: at } = row;
      const standing = standingOf(row);
      return html`<li data-invariant=${invariant} data-standing=${standing}>
        <span class="pill ${PILLS[standing]}">${t(standing)}${standing === 'broken' ? `: ${violations}` : ''}</span>
        <span>${sentence}</span>
        <small>${t(`service_${service}`)}${at ? html` · ${t('checked')} ${moment(at)}` : nothing}
          ${examples.length > 0 ? html`<br>${examples.join(' ')}` : nothing}</small></li>`;
    })}</ul>
  </section>`;
}

const PILLS = { kept: 'paid', broken: 'failed', unchecked: '' };

function standingOf({ violations, checked_at: at }) {
  if (violations > 0) {
    return 'broken';
  }
  return at ? 'kept' : 'unchecked';
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
