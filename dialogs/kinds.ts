import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from './sdk.ts';
import { type Turn, turnOf } from './turn.ts';

/** Result of a question that the user's message did not answer: the message is something new. */
export const ELSEWHERE = 'elsewhere';

export type Asked = 'asked' | 'done';
export type Answered = Asked | typeof ELSEWHERE;

/** Says something and ends. */
export abstract class Statement<O extends object = object> extends Dialog<O> {
  protected abstract tell(turn: Turn, options: O): void | Promise<void>;

  override async beginDialog(dc: DialogContext, options?: O): Promise<DialogTurnResult> {
    await this.tell(turnOf(dc.context), options ?? ({} as O));
    return dc.endDialog();
  }
}

/**
 * Asks and waits for the next message. `S` is what is remembered meanwhile; it is stored, so a change of its shape needs a new version
 * in the dialog's id: a conversation with an unknown id on its stack goes on without the question.
 */
export abstract class Question<S extends object> extends Dialog<S> {
  /** Puts the question. @returns `done` if there turns out to be nothing to ask */
  protected abstract ask(turn: Turn, state: S): Asked | Promise<Asked>;

  /** Reads the user's message. @returns `asked` to go on waiting, `done` if the question is settled, `ELSEWHERE` if the message is no answer */
  protected abstract answer(turn: Turn, state: S): Answered | Promise<Answered>;

  override async beginDialog(dc: DialogContext, options?: S): Promise<DialogTurnResult> {
    const instance = dc.activeDialog!;
    instance.state = { ...options };
    return (await this.ask(turnOf(dc.context), instance.state)) === 'asked' ? Dialog.EndOfTurn : dc.endDialog();
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const outcome = await this.answer(turnOf(dc.context), dc.activeDialog!.state);
    return outcome === 'asked' ? Dialog.EndOfTurn : dc.endDialog(outcome);
  }

  /** Puts the question again, for instance in another language. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.ask(turnOf(context), instance.state);
  }
}
