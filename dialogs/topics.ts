import type { Option } from '../src/reply/actions.ts';
import type { Turn } from './turn.ts';

/** What newcomers ask first. Entries that don't exist are left out. */
const FIRST_TOPICS = ['arrival/first-steps', 'language/which-course', 'work/job-search', 'housing/finding-a-flat'];

/** Buttons for example topics. */
export function topicOptions(turn: Turn): Option[] {
  return FIRST_TOPICS.map((id) => turn.services.actions.entry(id, turn.locale)).filter((option) => option !== undefined);
}
