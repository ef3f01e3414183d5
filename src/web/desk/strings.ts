import type german from '../../../locales/de/desk.json';

/** The desk's words in one language; German has them all and gives the shape. */
export type Strings = typeof german;
export type Code = 'de' | 'en';
