/**
 * What happened to an order and when, hop by hop. An operator is told by the journals of the four
 * services: each message that one of them sent, when its row was written, and the message that it
 * followed from. A PDV has no journals; it is told by the account's events. Both see each attempt to
 * deliver a webhook. Where a service has no journal, what it says elsewhere takes its place.
 */
import { isGood } from './api.js';

const PAGE = 100;
const MOST_IDS = 50;

/** The services, in the order in which a sale first comes to them. */
export const SERVICES = ['order', 'terminal', 'acquirer', 'notification'];

const PREFIXES = { order: '/orders/v1', terminal: '/terminal/v1', acquirer: '/acquirer/v1', notification: '/notification/v1' };
const NOBODY = { status: 0 };

/** Where a service's routes for operators are. */
export function operatorRoute(service, resource) {
  return `${PREFIXES[service]}/${resource}`;
}

/**
 * `[{at, service, what, id, cause, by, from}]`, oldest first; times are Dates, `id` and `cause` are of
 * messages and absent where no journal tells, `by` is who had the acquirer do it, `from` the service
 * whose news a webhook carries.
 */
export async function timeline(api, orderId) {
  const isOperator = api.keys.admin !== '';
  const [events, payments, deliveries] = await Promise.all([
    api.read(`/events?order_id=${orderId}&limit=${PAGE}`),
    isOperator ? api.read(`/acquirer/v1/payments?order_id=${orderId}`, { as: 'operator' }) : NOBODY,
    api.read(`/core/v5/hooks?size=${PAGE}`),
  ]);
  const paid = isGood(payments) ? payments.body : [];
  const facts = isGood(events) ? events.body.data.map(fact) : [];
  const subjects = [orderId, ...paid.map(({ id }) => id)];
  const journals = isOperator ? await readJournals(api, subjects) : {};
  const causes = journals.acquirer ? await causesOf(api, paid) : new Map();
  const rows = [
    ...(journals.order ?? facts.filter(({ service }) => service === 'order')),
    ...(journals.terminal ?? facts.filter(({ service }) => service === 'terminal')),
    ...(journals.acquirer?.map((row) => ({ ...row, by: causes.get(row.place) })) ?? paid.flatMap(payment)),
    ...(journals.notification ?? []),
    ...await attempts(api, isGood(deliveries) ? deliveries.body.data.filter(isOf(orderId)) : []),
  ];
  return rows.filter(({ at }) => at).map((row) => ({ ...row, at: new Date(row.at) })).sort((a, b) => a.at - b.at);
}

/**
 * `{service: rows}` of those that have a journal. What a terminal does is about the terminal, so it is
 * found by the requests that the order and its payments belong to.
 */
async function readJournals(api, subjects) {
  const first = await journalsOf(api, ['order', 'acquirer'], { subjects });
  const requests = [...new Set(Object.values(first).flat().map(({ correlation_id: id }) => id))];
  const all = await journalsOf(api, SERVICES, { subjects, requests });
  const isElsewhere = ({ aggregate_type: type, aggregate_id: id }) =>
    ['order', 'charge', 'payment'].includes(type) && !subjects.includes(id);
  return Object.fromEntries(Object.entries(all).map(([service, rows]) => [service,
    rows.filter((row) => !isElsewhere(row)).map((row) => message(service, row))]));
}

async function journalsOf(api, services, { subjects, requests = [] }) {
  const ids = [...subjects.map((id) => ['subject', id]), ...requests.map((id) => ['correlation_id', id])];
  const query = new URLSearchParams(ids.slice(0, MOST_IDS));
  const read = async (service) => {
    const answer = await api.read(`${operatorRoute(service, 'journal')}?${query}`, { as: 'operator' });
    return isGood(answer) ? [[service, answer.body.data]] : [];
  };
  return Object.fromEntries((await Promise.all(services.map(read))).flat());
}

/** By the database's clock: a service's own may be put forward. */
function message(service, { type, inserted_at: at, event_id: id, causation_id: cause,
  aggregate_id: about, aggregate_version: version }) {
  return { at, service, what: type, id, cause, place: `${about} ${version}` };
}

/** Who or what had the acquirer do each thing, by its place in the payment's stream. */
async function causesOf(api, payments) {
  const lives = await Promise.all(payments.map(async ({ id }) => {
    const answer = await api.read(`/acquirer/v1/payments/${id}/timeline`, { as: 'operator' });
    return isGood(answer) ? answer.body.data.map(({ version, cause }) => [`${id} ${version}`, cause?.by]) : [];
  }));
  return new Map(lives.flat());
}

/** Documents are printed by the terminal's service; all else of an order is the order's own. */
function fact({ type, created_at: at }) {
  return { at, service: type.startsWith('print.') ? 'terminal' : 'order', what: type };
}

function payment({ nsu, created_at: asked, authorized_at: authorized, captured_at: captured,
  cancellations = [] }) {
  const row = (at, what) => ({ at, service: 'acquirer', what: `${what} · NSU ${nsu}` });
  return [row(asked, 'payment asked'), row(authorized, 'authorized'), row(captured, 'captured'),
    ...cancellations.flatMap(({ kind, status, asked_at: wished, ended_at: ended }) => [
      row(wished, `${kind} asked`), row(ended, `${kind} ${status}`)])];
}

function isOf(orderId) {
  return ({ data }) => [data?.id, data?.order?.id, data?.order_id].includes(orderId);
}

/** Every attempt; of a delivery that took one, the delivery itself tells. */
async function attempts(api, deliveries) {
  const rows = await Promise.all(deliveries.map(async (delivery) => {
    const { event, status, last_attempt: at, response_status: answer, attempts: spent } = delivery;
    const log = Number.parseInt(spent, 10) > 1
      ? await api.read(`/core/v5/hooks/${delivery.delivery_id}/attempts`) : NOBODY;
    const from = fact({ type: event }).service;
    const row = (moment, outcome) => ({ at: moment, service: 'notification', from, what: `${event} → ${outcome}` });
    return isGood(log)
      ? log.body.data.map((tried) => row(tried.attempted_at, tried.response_status ?? tried.error ?? '…'))
      : [row(at, `${status} ${answer ?? ''}`.trim())];
  }));
  return rows.flat();
}
