/** Amounts as a Brazilian reads and types them, whatever the language of the page. */

/** `R$ 1.990,00`, `-R$ 19,90`; other currencies by their code. */
export function reais(minor, currency = 'BRL') {
  const format = new Intl.NumberFormat('pt-BR', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits;
  const amount = new Intl.NumberFormat('pt-BR', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Math.abs(minor) / 10 ** decimals);
  return `${minor < 0 ? '-' : ''}${currency === 'BRL' ? 'R$' : currency} ${amount}`;
}

/** `12,5` and `1.012,50` in centavos; null if that is no amount above nothing. */
export function centavos(text) {
  const plain = text.trim().replace(/^R\$\s*/, '').replaceAll('.', '').replace(',', '.');
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(plain)) {
    return null;
  }
  const [whole, part = ''] = plain.split('.');
  const minor = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return minor > 0 ? minor : null;
}

/** What an input shows: `12,50`. */
export function typed(minor) {
  return (minor / 100).toFixed(2).replace('.', ',');
}
