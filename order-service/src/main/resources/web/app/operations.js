/**
 * What only operators see of the four services: whether money adds up, which messages wait for
 * somebody, what operators did. A route that is not there is not asked again.
 */
import { isGood } from './api.js';
import { t } from './i18n.js';
import { operatorRoute, SERVICES } from './timeline.js';

const NOT_FOUND = 404;
const LATEST = 20;
/** Of the audit log, in one reading: more comes with the next one. */
const PAGES = 5;
const PAGE = 100;

export class Operations {
  /** `[{service, invariant, sentence, violations, checked_at}]`; null where nobody checks. */
  invariants = null;
  /** Parked messages with their `service`; null where nobody tells. */
  parked = null;
  /** The latest entries of the audit log, the newest first; null where there is none. */
  audit = null;
  #api;
  #auditRead = 0;
  #absent = new Set();

  constructor(api) {
    this.#api = api;
  }

  async read() {
    if (this.#api.keys.admin === '') {
      return;
    }
    const [invariants, parked] = await Promise.all([
      this.#ofAll('invariants', ['acquirer', 'order']),
      this.#ofAll('parked-messages', SERVICES),
      this.#readAudit(),
    ]);
    this.invariants = invariants;
    this.parked = parked;
  }

  /** The log is read from its beginning once, and then what is new. */
  async #readAudit() {
    for (let page = 0; page < PAGES; page++) {
      const entries = await this.#list('acquirer', 'audit-log', `?after=${this.#auditRead}`);
      if (entries === null) {
        return;
      }
      this.audit = [...entries.toReversed(), ...(this.audit ?? [])].slice(0, LATEST);
      this.#auditRead = entries.at(-1)?.sequence ?? this.#auditRead;
      if (entries.length < PAGE) {
        return;
      }
    }
  }

  /** Tries a message again, and before it what waits ahead of it. */
  replay({ service, id }) {
    return this.#api.write('POST', `${operatorRoute(service, 'parked-messages')}/${id}/replay`, undefined,
      { as: 'operator', name: t('callReplay') });
  }

  async #ofAll(resource, services) {
    const lists = await Promise.all(services.map((service) => this.#list(service, resource)));
    return lists.every((list) => list === null) ? null : lists.flatMap((list) => list ?? []);
  }

  async #list(service, resource, query = '') {
    const path = operatorRoute(service, resource);
    if (this.#absent.has(path)) {
      return null;
    }
    const answer = await this.#api.read(`${path}${query}`, { as: 'operator' });
    if (answer.status === NOT_FOUND) {
      this.#absent.add(path);
    }
    return isGood(answer) ? answer.body.data.map((one) => ({ ...one, service })) : null;
  }
}
