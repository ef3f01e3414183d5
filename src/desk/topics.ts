/** German names of the knowledge base's categories, for the topics that counselors choose. */
const NAMES: Readonly<Record<string, string>> = {
  approach: 'Der Stuttgarter Weg',
  arrival: 'Ankommen und Behörden',
  counselling: 'Beratung',
  education: 'Kita, Schule, Ausbildung',
  everyday: 'Alltag',
  family: 'Familie',
  health: 'Gesundheit',
  housing: 'Wohnen',
  language: 'Deutsch lernen',
  participation: 'Teilhabe',
  refugees: 'Flucht und Asyl',
  safety: 'Gefahr und Schutz',
  work: 'Arbeit',
};

/** The German name of a category; a new one is called by its id until it is named here. */
export function topicName(category: string): string {
  return NAMES[category] ?? category;
}

/** All categories that are named here. */
export const TOPICS = Object.keys(NAMES);
