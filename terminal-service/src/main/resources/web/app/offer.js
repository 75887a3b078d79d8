/** What is on the screen to be paid, and how: an order's, or an amount that the operator types. */
import { t } from './i18n.js';

const MOST_TYPED = 9_999_999_99;

/** An order that waits for a card. */
export function offerOf(order) {
  return {
    name: 'offered',
    order,
    type: order.payment?.type ?? null,
    amountMinor: owed(order),
    part: false,
    chipAsked: false,
  };
}

/** What is still to be paid of an order. */
export function owed(order) {
  return order.owed_minor ?? order.amount_minor;
}

/** Whether some of it is paid, and some is not. */
export function owesPart(order) {
  return owed(order) > 0 && owed(order) < order.amount_minor;
}

/**
 * The offer after another key. Amounts are typed as on every Brazilian terminal: digits push in from
 * the right.
 *
 * @return `{offer}`, `{hint}` where the amount is too high, null where the key means nothing
 */
export function typedInto(offer, key) {
  const limit = offer.order ? owed(offer.order) : MOST_TYPED;
  const before = offer.order && !offer.part ? 0 : offer.amountMinor;
  let amount = null;
  if (/^\d$/.test(key)) {
    amount = before * 10 + Number(key);
  } else if (key === 'yellow') {
    amount = Math.floor(before / 10);
  }
  if (amount === null) {
    return null;
  }
  if (amount > limit) {
    return { hint: t('amountTooHigh') };
  }
  const nothing = offer.order && amount === 0;
  return { offer: { ...offer, amountMinor: nothing ? limit : amount, part: !nothing } };
}

/** The order's receipt goes with the payment that leaves nothing to pay. */
export function receiptOf({ order, amountMinor }) {
  return order?.print_order_receipt && amountMinor >= owed(order)
    ? { lines: order.receipt_lines ?? [], totalMinor: order.amount_minor }
    : null;
}
