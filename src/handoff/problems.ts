import type { Handoff } from '../domain/handoff.ts';
import { AppError, ConflictError, NotFoundError } from '../platform/errors.ts';

/** What stands on a counselor's screen when something can't be done: German, and it says what happened meanwhile. */

export const handoffGone = () =>
  new NotFoundError('HandoffNotFound', 'Dieses Gespräch gibt es nicht mehr: Die Person hat es löschen lassen, oder seine Zeit war um.');

export const notACounselor = () =>
  new AppError(403, 'Forbidden', 'Dieses Konto führt keine Gespräche. Eine Administratorin kann ihm die Rolle „Beratung“ geben.');

export const notYours = () => new AppError(403, 'Forbidden', 'Dieses Gespräch kann nur lesen, wer es führt.');

export const emptyText = () => new AppError(400, 'BadArgument', 'Die Nachricht ist leer.');

export const tooLong = (most: number) =>
  new AppError(413, 'TooLong', `Die Nachricht ist zu lang: höchstens ${most} Zeichen. Bitte teilen Sie sie auf.`);

export const noPlaceLeft = (capacity: number) =>
  new ConflictError(
    `Mehr Gespräche auf einmal sind nicht vorgesehen als ${capacity}. Beenden Sie erst eins, oder ändern Sie die Zahl in Ihrem Profil.`,
  );

export const toYourself = () => new ConflictError('Sie führen dieses Gespräch schon selbst.');

export const colleagueAway = (name: string | undefined) =>
  new ConflictError(`${name ?? 'Dieses Konto'} ist gerade nicht da. Wählen Sie jemand anderen oder eine Sprache.`);

export const colleagueFull = (name: string) => new ConflictError(`${name} hat gerade keinen Platz für ein weiteres Gespräch.`);

export const nobodySpeaks = () => new ConflictError('Gerade ist sonst niemand da, der diese Sprache schreibt.');

export const busyElsewhere = () =>
  new ConflictError('Die Person hat inzwischen eine neue Anfrage gestellt. Führen Sie das Gespräch dort weiter.');

/**
 * Why a change was refused, by how the handoff is now.
 * @param nameOf how a counselor is called
 */
export function explain(handoff: Handoff, counselorId: string, nameOf: (id: string | undefined) => string): AppError {
  const name = nameOf(handoff.counselorId);
  switch (handoff.state) {
    case 'active':
      return handoff.counselorId === counselorId ? toYourself() : new ConflictError(`Dieses Gespräch hat inzwischen ${name} übernommen.`);
    case 'waiting':
      return handoff.assignedTo !== undefined && handoff.assignedTo !== counselorId
        ? new ConflictError(
            `Dieses Gespräch ist für ${nameOf(handoff.assignedTo)} vorgesehen. Nach ein paar Minuten ist es wieder für alle frei.`,
          )
        : new ConflictError('Dieses Gespräch ist wieder in der Warteschlange. Übernehmen Sie es, um weiterzuschreiben.');
    case 'ended':
      return new ConflictError(
        handoff.counselorId === counselorId ? 'Dieses Gespräch ist beendet.' : `Dieses Gespräch hat ${name} geführt und beendet.`,
      );
    case 'left':
      return new ConflictError('Die Person hat die Warteschlange verlassen.');
    case 'open':
    case 'answered':
      return new ConflictError('Das ist eine hinterlassene Nachricht und kein laufendes Gespräch.');
    case 'erased':
      return handoffGone();
  }
}
