import { AppError, NotFoundError } from '../platform/errors.ts';

/** The desk's failures, with German sentences for the screen. */
export const signedOut = () =>
  new AppError(401, 'SignedOut', 'Sie sind nicht angemeldet, oder die Anmeldung ist abgelaufen. Bitte melden Sie sich an.');

export const wrongPassword = () => new AppError(401, 'WrongPassword', 'Anmeldename oder Kennwort stimmt nicht.');

export const forbidden = () => new AppError(403, 'Forbidden', 'Dafür hat Ihr Konto keine Berechtigung.');

export const stalePage = () => new AppError(403, 'StalePage', 'Diese Seite ist veraltet. Bitte laden Sie sie neu.');

export const badRequest = (message: string) => new AppError(400, 'BadArgument', message);

export const nothingHere = () => new NotFoundError('NotFound', 'Das gibt es hier nicht (mehr).');

export const tooLarge = (message: string) => new AppError(413, 'MessageSizeTooBig', message);

export const TOO_MANY_REQUESTS = 'Das war zu viel auf einmal. Bitte warten Sie einen Moment.';

export const TOO_MANY_ATTEMPTS = 'Zu viele Versuche. Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.';
