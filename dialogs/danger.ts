import type { Option } from '../src/reply/actions.ts';
import type { Turn } from './turn.ts';

/** Calibrated: one in twenty. From the emergency threshold on, the alarm is raised anyway. */
const WORTH_A_BUTTON = 0.05;

/** Not sure enough for the alarm, too likely to keep quiet: a button that leads to the numbers to call. */
export function perhapsInDanger({ interpretation, services, locale }: Turn): readonly Option[] {
  const found = interpretation?.entries.find(
    ({ id, probability }) => probability >= WORTH_A_BUTTON && services.knowledge.entries.get(id)?.kind === 'safety',
  );
  const option = found && services.actions.entry(found.id, locale);
  return option ? [option] : [];
}
