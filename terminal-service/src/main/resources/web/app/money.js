/** Amounts as a Brazilian reads them, whatever the language of the screen. */

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
