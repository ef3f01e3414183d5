import { expect, test } from '@jest/globals';
import { telephoneAddress } from '../../src/domain/phone.ts';

test.each([
  ['0711 1873-800', 'tel:+497111873800'],
  ['+49 711 216-0 (Zentrale)', 'tel:+497112160'],
  ['110', 'tel:110'],
  ['116 016', 'tel:116016'],
  ['0800 40 40 020', 'tel:08004040020'],
  ['115 (ohne Vorwahl)', 'tel:115'],
  ['+49 (711) 216-0', 'tel:+497112160'],
])('%s dials %s', (phone, address) => {
  expect(telephoneAddress(phone)).toBe(address);
});
