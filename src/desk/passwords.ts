import { hash, verify } from '@node-rs/argon2';
import { badRequest } from './problems.ts';

/** OWASP's first recommendation for argon2id with little memory: 19 MiB, two passes, one thread. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 12;
/** More would only keep the processor busy. */
const LONGEST = 200;

/** Whether it is neither too short nor too long. */
export function isUsablePassword(password: string): boolean {
  const { length } = [...password];
  return length >= SHORTEST && length <= LONGEST;
}

/** @returns an argon2id hash in PHC form, with its own salt. @throws {AppError} 400 if the password is too short or too long */
export function hashPassword(password: string): Promise<string> {
  if (!isUsablePassword(password)) throw badRequest(`Das Kennwort muss ${SHORTEST} bis ${LONGEST} Zeichen haben.`);
  return hash(password.normalize('NFC'), COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password fits. Without a hash (an unknown login, an account that has no password) it takes as long as with one, so that the time
 * doesn't tell which logins exist.
 */
export async function passwordFits(password: string, passwordHash: string | undefined): Promise<boolean> {
  decoy ??= hash('nobody signs in with this', COST);
  const given = password.slice(0, LONGEST * 2).normalize('NFC');
  const standIn = await decoy;
  const fits = await verify(passwordHash ?? standIn, given);
  return fits && passwordHash !== undefined;
}
