import { ConflictError, NotFoundError } from '../platform/errors.ts';

/** The stores' failures, in one wording for all implementations. */
export const conversationTaken = () => new ConflictError('There already is a conversation with this id.');

export const conversationNotFound = () =>
  new NotFoundError('ConversationNotFound', 'There is no such conversation; it may have ended or been deleted. Start a new one.');

export const turnConflict = () => new ConflictError('The conversation went on meanwhile.');

export const documentConflict = () => new ConflictError('The stored data changed meanwhile. Read it again.');
