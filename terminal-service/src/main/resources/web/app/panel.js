/** The test bench beside the terminal: what is on the wire, and what goes wrong. */
import { html, nothing } from 'lit';
import { t } from './i18n.js';

const DELAYS_MS = [0, 1000, 3000, 10_000];
const HOUR_MS = 3_600_000;
const SKEWS_H = [-24, -1, 0, 1, 24];
const ARROWS = { in: '←', out: '→', line: '⌁' };

export function panel(device) {
  return html`<details class="bench">
    <summary><strong>${t('bench')}</strong> <span>${t('benchHint')}</span></summary>
    ${device.view.name === 'pairing' ? pairWith(device.view.code) : nothing}
    ${faults(device)}
    ${frames(device.tape)}
  </details>`;
}

/** An operator's token is no business of this page: the calls are for a shell. */
function pairWith(code) {
  return html`<section>
    <h3>${t('pairWith')}</h3>
    <pre tabindex="0">./connect pair ${code}

# ${t('or')}
. .connect/demo.env
curl -sS -H "Authorization: Bearer $ADMIN_TOKEN" \\
  -H 'Content-Type: application/json' \\
  "$PDV_URL/terminal/v1/terminals" \\
  -d '{"account_id":"'"$ACCOUNT_ID"'",
       "pairing_code":"${code}","mode":"direct"}'</pre>
  </section>`;
}

function faults(device) {
  const { faults: now } = device;
  const toggle = (label, on, changes) => html`<label class="toggle"><input type="checkbox"
    .checked=${on} @change=${() => now.set(changes(!on))}>${label}</label>`;
  const pull = (label, moment) => html`<button type="button" aria-pressed=${now.unplugAt === moment}
    @click=${() => now.set({ unplugAt: now.unplugAt === moment ? null : moment })}>${label}</button>`;
  return html`<section>
    <h3>${t('faults')}</h3>
    <div class="pull" role="group" aria-label=${t('unplug')}>
      <span>${t('unplug')}</span>
      <button type="button" ?disabled=${!device.isOn}
        @click=${() => device.unplug()}>${t('unplugNow')}</button>
      ${pull(t('unplugStarted'), 'started')}
      ${pull(t('unplugApproved'), 'approved')}
      ${pull(t('unplugPrinting'), 'printing')}
    </div>
    ${toggle(t('goOffline'), now.offline, (offline) => ({ offline }))}
    ${toggle(t('dropOut'), now.dropNext === 'out', (on) => ({ dropNext: on ? 'out' : null }))}
    ${toggle(t('dropIn'), now.dropNext === 'in', (on) => ({ dropNext: on ? 'in' : null }))}
    ${toggle(t('duplicate'), now.duplicateNext, (duplicateNext) => ({ duplicateNext }))}
    ${toggle(t('reorderOut'), now.reorderNext === 'out', (on) => ({ reorderNext: on ? 'out' : null }))}
    ${toggle(t('reorderIn'), now.reorderNext === 'in', (on) => ({ reorderNext: on ? 'in' : null }))}
    ${toggle(t('outOfPaper'), now.outOfPaper, (outOfPaper) => ({ outOfPaper }))}
    <label class="delay">${t('delay')}
      <select @change=${(event) => now.set({ delayMs: Number(event.target.value) })}>
        ${DELAYS_MS.map((ms) => html`<option value=${ms} ?selected=${ms === now.delayMs}>
          ${ms === 0 ? t('none') : `${ms / 1000} s`}</option>`)}
      </select></label>
    <label class="delay">${t('clock')}
      <select @change=${(event) => now.set({ clockSkewMs: Number(event.target.value) * HOUR_MS })}>
        ${SKEWS_H.map((hours) => html`<option value=${hours}
          ?selected=${hours * HOUR_MS === now.clockSkewMs}>
          ${hours === 0 ? t('clockRight') : `${hours > 0 ? '+' : '−'}${Math.abs(hours)} h`}</option>`)}
      </select></label>
  </section>`;
}

function frames(tape) {
  return html`<section>
    <h3>${t('frames')}</h3>
    ${tape.entries.length === 0 ? html`<p>${t('noFrames')}</p>` : nothing}
    <ol class="tape" tabindex="0" aria-label=${t('frames')}>
      ${[...tape.entries].reverse().map((entry) => html`<li class="${entry.direction} ${entry.fate}">
        <details>
          <summary><time>${entry.at.toLocaleTimeString('pt-BR')}</time>
            <b aria-hidden="true">${ARROWS[entry.direction]}</b> ${entry.frame.type}
            ${entry.frame.status ?? entry.frame.code ?? ''}
            ${entry.fate === 'passed' ? nothing : html`<em>${t(entry.fate)}</em>`}</summary>
          <pre>${JSON.stringify(entry.frame, null, 2)}</pre>
        </details></li>`)}
    </ol>
  </section>`;
}
