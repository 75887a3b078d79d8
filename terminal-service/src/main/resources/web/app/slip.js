/**
 * The paper slip of a captured or held payment. There is no slip of anything else: what is printed
 * as approved is money that was taken, and a hold says that it is one. Always in Portuguese.
 */
import { reais } from './money.js';

const NAMES = { credit: 'CRÉDITO', debit: 'DÉBITO', voucher: 'VOUCHER' };

/** A slip: what is printed centred, and rows of a name and a value. */
export function slip(serial, attempt, result, printedAt = new Date()) {
  const { sale } = attempt;
  return {
    id: attempt.attemptId,
    payment: `${(result.brand ?? '').toUpperCase()} ${paymentOf(sale)}`.trim(),
    lastFour: result.last_four ? `**** **** **** ${result.last_four}` : '',
    rows: [
      ['VALOR', reais(result.amount_minor ?? sale.amountMinor, sale.currency)],
      ['NSU', result.nsu],
      ['AUT', result.authorization_code],
      ['PEDIDO', sale.orderCode],
      ['TERMINAL', serial],
      ['DATA', printedAt.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' })],
    ].filter(([, value]) => value),
    outcome: outcomeOf(result),
  };
}

function paymentOf(sale) {
  const name = NAMES[sale.paymentType] ?? sale.paymentType.toUpperCase();
  if (sale.paymentType !== 'credit' || sale.installments <= 1) {
    return sale.paymentType === 'voucher' ? name : `${name} À VISTA`;
  }
  const interest = sale.installmentType === 'issuer' ? 'COM JUROS' : 'SEM JUROS';
  return `${name} ${sale.installments}X ${interest}`;
}

function outcomeOf(result) {
  if (result.status === 'captured') {
    return 'TRANSAÇÃO APROVADA';
  }
  return result.operation_type === 'pre_auth' ? 'PRÉ-AUTORIZAÇÃO' : 'APROVADA, A CAPTURAR';
}
