/**
 * What is on paper, always in Portuguese. The slip of a payment is of a captured or held one only:
 * what is printed as approved is money that was taken, and a hold says that it is one.
 */
import { reais } from './money.js';

const NAMES = { credit: 'CRÉDITO', debit: 'DÉBITO', voucher: 'VOUCHER' };
const INTEREST = { merchant: 'SEM JUROS', issuer: 'COM JUROS' };

/** A slip: what is printed centred, and rows of a name and a value. */
export function slip(serial, attempt, result, printedAt) {
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
      ['DATA', dateOf(printedAt)],
    ].filter(([, value]) => value),
    outcome: outcomeOf(result),
  };
}

/** The same slip once more, which says so. */
export function reprint(original) {
  return { ...original, id: `${original.id}#${crypto.randomUUID()}`, heading: 'REIMPRESSÃO' };
}

/** The slip of a sale that was cancelled. */
export function cancellationSlip(serial, { cancelId, sale }, result, printedAt) {
  const paid = { paymentType: sale.payment_type, installments: sale.installments };
  return {
    id: cancelId,
    payment: `${(sale.brand ?? '').toUpperCase()} ${paymentOf(paid)}`.trim(),
    lastFour: sale.last_four ? `**** **** **** ${sale.last_four}` : '',
    rows: [
      ['VALOR', reais(result.amount_minor, sale.currency)],
      ['NSU', sale.nsu],
      ['AUT', sale.authorization_code],
      ['PEDIDO', sale.code],
      ['TERMINAL', serial],
      ['DATA', dateOf(printedAt)],
    ].filter(([, value]) => value),
    outcome: result.kind === 'refund' ? 'VENDA ESTORNADA' : 'VENDA CANCELADA',
  };
}

/** What was sold, and what it came to; no fiscal document. */
export function orderReceipt({ attemptId, sale }, printedAt) {
  const { lines, totalMinor } = sale.receipt;
  return {
    id: `${attemptId}-receipt`,
    title: 'RECIBO DO PEDIDO',
    rows: [
      ...lines.map(({ description, quantity, amount_minor: each }) => [
        `${quantity} x ${description}`, reais(quantity * each, sale.currency)]),
      ['TOTAL', reais(totalMinor, sale.currency)],
      ['PEDIDO', sale.orderCode],
      ['DATA', dateOf(printedAt)],
    ].filter(([, value]) => value),
    outcome: 'NÃO É DOCUMENTO FISCAL',
  };
}

/** What was sold and cancelled in a day. */
export function reportSlip(serial, report, printedAt) {
  const { rows, total, currency, date } = report;
  const times = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;
  return {
    id: `report-${crypto.randomUUID()}`,
    title: 'RELATÓRIO DE VENDAS',
    rows: [
      ['DIA', date.split('-').reverse().join('/')],
      ...rows.flatMap((row) => [
        [`${(row.brand ?? '').toUpperCase()} ${NAMES[row.payment_type] ?? 'OUTROS'}`.trim(),
          times(row.sales, 'venda')],
        ['', reais(row.amount_minor, currency)],
      ]),
      [times(total.sales, 'venda'), reais(total.amount_minor, currency)],
      [times(total.canceled, 'cancelamento'), reais(-total.canceled_minor, currency)],
      ['LÍQUIDO', reais(total.amount_minor - total.canceled_minor, currency)],
      ['TERMINAL', serial],
      ['DATA', dateOf(printedAt)],
    ],
    outcome: '',
  };
}

function dateOf(instant) {
  return instant.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' });
}

/** Without a word of interest where it is not known who finances the instalments: no list says it. */
function paymentOf(sale) {
  const name = NAMES[sale.paymentType] ?? sale.paymentType.toUpperCase();
  if (sale.paymentType !== 'credit' || sale.installments <= 1) {
    return sale.paymentType === 'voucher' ? name : `${name} À VISTA`;
  }
  return `${name} ${sale.installments}X ${INTEREST[sale.installmentType] ?? ''}`.trim();
}

function outcomeOf(result) {
  if (result.status === 'captured') {
    return 'TRANSAÇÃO APROVADA';
  }
  return result.operation_type === 'pre_auth' ? 'PRÉ-AUTORIZAÇÃO' : 'APROVADA, A CAPTURAR';
}
