/**
 * What happened to an order and when, from what the services tell anybody who may ask: the account's
 * events, the payments as the acquirer has them (operators only), the deliveries of webhooks. Each time
 * is of the service that says it.
 */
import { isGood } from './api.js';

const PAGE = 100;

/** `[{at, service, what}]`, oldest first; times are Dates. */
export async function timeline(api, orderId) {
  const [events, payments, deliveries] = await Promise.all([
    api.read(`/events?order_id=${orderId}&limit=${PAGE}`),
    api.keys.admin === '' ? { status: 0 }
      : api.read(`/acquirer/v1/payments?order_id=${orderId}`, { as: 'operator' }),
    api.read(`/core/v5/hooks?size=${PAGE}`),
  ]);
  return [
    ...(isGood(events) ? events.body.data.map(fact) : []),
    ...(isGood(payments) ? payments.body.flatMap(payment) : []),
    ...(isGood(deliveries) ? deliveries.body.data.filter(isOf(orderId)).map(delivery) : []),
  ].filter(({ at }) => at).map((row) => ({ ...row, at: new Date(row.at) })).sort((a, b) => a.at - b.at);
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

function delivery({ event, status, last_attempt: at, response_status: answer }) {
  return { at, service: 'notification', what: `${event} → ${status} ${answer ?? ''}` };
}
