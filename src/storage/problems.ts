import { ConflictError, NotFoundError } from '../platform/errors.ts';

/** The stores' failures, in one wording for all implementations. */
export const conversationTaken = () => new ConflictError('There already is a conversation with this id.');

export const conversationNotFound = () =>
  new NotFoundError('ConversationNotFound', 'There is no such conversation; it may have ended or been deleted. Start a new one.');

export const turnConflict = () => new ConflictError('The conversation went on meanwhile.');

export const documentConflict = () => new ConflictError('The stored data changed meanwhile. Read it again.');

export const handoffNotFound = () =>
  new NotFoundError('HandoffNotFound', 'There is no such request for a counselor; it may have been deleted.');

export const handoffConflict = () => new ConflictError('The request for a counselor changed meanwhile. Read it again.');

export const counselorNotFound = () => new NotFoundError('CounselorNotFound', 'There is no such account.');

export const counselorTaken = () => new ConflictError('There already is an account with this name to sign in, or with this identity.');
