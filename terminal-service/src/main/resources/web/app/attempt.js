/** The open attempt to pay: what is stored of it, what is sent, what is shown in the end. */
import { seal } from './cardreader.js';
import { nextCounter } from './dukpt.js';
import { receiptOf } from './offer.js';
import { attemptId } from './store.js';

/**
 * What the store must hold before anything is done with the attempt: its id and its key counter are
 * never used again.
 */
export function opening(state, appVersion, offer, entry) {
  const { order } = offer;
  const number = state.attemptCounter + 1;
  const keyCounter = nextCounter(state.keyCounter);
  const sale = {
    orderId: order?.order_id ?? null,
    orderCode: order?.code ?? null,
    amountMinor: offer.amountMinor,
    currency: order?.currency ?? 'BRL',
    paymentType: offer.type,
    installments: order?.payment?.installments ?? 1,
    installmentType: order?.payment?.installment_type ?? 'merchant',
    entryMode: entry,
    receipt: receiptOf(offer),
  };
  const openAttempt = { attemptId: attemptId(state.serial, appVersion, number), keyCounter, sale };
  return { attemptCounter: number, keyCounter, openAttempt };
}

/** The frame that starts it; the card is encrypted here. */
export async function startFrame(state, attempt, card, pin) {
  const { sale } = attempt;
  const frame = {
    type: sale.orderId === null ? 'sale.start' : 'payment.start',
    attempt_id: attempt.attemptId,
    amount_minor: sale.amountMinor,
    currency: sale.currency,
    payment_type: sale.paymentType,
    installments: sale.installments,
    installment_type: sale.installmentType,
    entry_mode: sale.entryMode,
    card: await seal(state, attempt, card, pin),
  };
  return sale.orderId === null ? frame : { ...frame, order_id: sale.orderId };
}

export function approvedView({ sale }, result) {
  return {
    name: 'approved',
    held: result.status === 'held',
    amountMinor: result.amount_minor ?? sale.amountMinor,
    currency: sale.currency,
  };
}
