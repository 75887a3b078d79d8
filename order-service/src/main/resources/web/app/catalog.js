/** What this shop sells. Prices are in centavos. */
export const PRODUCTS = [
  { code: 'CAFE', name: { pt: 'Café coado', en: 'Coffee' }, price: 6_50 },
  { code: 'PAO', name: { pt: 'Pão de queijo', en: 'Cheese bread' }, price: 8_00 },
  { code: 'PRATO', name: { pt: 'Prato do dia', en: 'Dish of the day' }, price: 19_90 },
  { code: 'SUCO', name: { pt: 'Suco de laranja', en: 'Orange juice' }, price: 9_00 },
  { code: 'BOLO', name: { pt: 'Bolo de fubá', en: 'Corn cake' }, price: 12_00 },
  { code: 'AGUA', name: { pt: 'Água com gás', en: 'Sparkling water' }, price: 5_00 },
];

export const MAX_QUANTITY = 99;
