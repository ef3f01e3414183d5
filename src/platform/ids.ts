import { randomBytes } from 'node:crypto';

/** A new id that nobody can guess: 22 letters, digits, `-` and `_` (128 random bits). */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}
