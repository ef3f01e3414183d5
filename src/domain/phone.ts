/**
 * What a telephone dials for the first number in a text. Local numbers get Germany's prefix, because many newcomers still use a foreign SIM card;
 * emergency and free numbers work only as they are.
 */
export function telephoneAddress(phone: string): string {
  const digits = (/\+?\d[\d\s()/.–-]*/.exec(phone)?.[0] ?? '').replace(/[^+\d]/g, '');
  return `tel:${/^0[1-79]/.test(digits) ? `+49${digits.slice(1)}` : digits}`;
}
