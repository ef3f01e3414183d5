import type { Entry, Facets } from '../src/domain/entry.ts';

/** What the offer finder can ask about, in the order in which a counselor would ask. */
export const QUESTIONS = ['need', 'level', 'audience', 'childcare', 'cost', 'format'] as const;
export type FacetName = (typeof QUESTIONS)[number];

/** What the user said so far, by question. */
export type Wishes = Readonly<Partial<Record<FacetName, string>>>;

/** Answers to each question, in the order of their buttons. Who is simply an adult, or anybody, need not say so. */
const ANSWERS: Readonly<Record<FacetName, readonly string[]>> = {
  need: ['german', 'work', 'counselling', 'housing', 'family', 'health', 'education', 'participation', 'arrival', 'everyday'],
  level: ['literacy', 'beginner', 'a1', 'a2', 'b1', 'b2', 'c1'],
  audience: ['parents', 'women', 'youth', 'refugees', 'seniors', 'workers'],
  childcare: ['yes'],
  cost: ['free'],
  format: ['in-person', 'online'],
};

/** `fits`: a stated match; `open`: the offer says nothing about it, or is for everybody; `no`: it does not fit. */
type Fit = 'fits' | 'open' | 'no';

const FIT: Readonly<Record<FacetName, (facets: Facets, value: string) => Fit>> = {
  need: (facets, value) => (facets.need === undefined ? 'no' : listed(facets.need, value)),
  level: (facets, value) => listed(facets.level, value),
  // Parents, women or refugees are adults too; an offer for other groups only does not fit them.
  audience: (facets, value) => (isForAll(facets) ? open(listed(facets.audience, value)) : listed(facets.audience, value)),
  childcare: (facets) => (facets.childcare === undefined ? 'open' : facets.childcare ? 'fits' : 'no'),
  cost: (facets) => (facets.cost === 'free' ? 'fits' : facets.cost === 'paid' || facets.cost === 'low' ? 'no' : 'open'),
  format: (facets, value) => listed(facets.format, value),
};

function listed(values: readonly string[] | undefined, value: string): Fit {
  if (values === undefined || values.length === 0) return 'open';
  return values.includes(value) ? 'fits' : 'no';
}

function open(fit: Fit): Fit {
  return fit === 'no' ? 'open' : fit;
}

/** An offer that doesn't contradict the wishes, and how many of them it states to fulfil. */
interface Match {
  readonly offer: Entry;
  readonly stated: number;
  /** It is for a group that the user was not asked about. */
  readonly special: boolean;
  /** How many other wishes it would fulfil as well: an offer made for just this comes before one for everything. */
  readonly breadth: number;
}

function matches(offers: readonly Entry[], wishes: Wishes): Match[] {
  const asked = QUESTIONS.filter((question) => wishes[question] !== undefined);
  return offers
    .map((offer) => ({ offer, fits: asked.map((question) => FIT[question](offer.facets, wishes[question]!)) }))
    .filter(({ fits }) => !fits.includes('no'))
    .map(({ offer, fits }) => ({
      offer,
      stated: fits.filter((fit) => fit === 'fits').length,
      special: wishes.audience === undefined && !isForAll(offer.facets),
      breadth: breadth(offer.facets, asked),
    }));
}

function isForAll({ audience }: Facets): boolean {
  return audience?.some((one) => one === 'everyone' || one === 'adults') ?? true;
}

function breadth(facets: Facets, asked: readonly FacetName[]): number {
  return asked.reduce((sum, question) => {
    const values = facets[question];
    return sum + (Array.isArray(values) ? values.length : 0);
  }, 0);
}

/** The offers that don't contradict the wishes, those with most stated matches first, then those for everybody, then the most specific. */
export function matching(offers: readonly Entry[], wishes: Wishes): Entry[] {
  return matches(offers, wishes)
    .sort((a, b) => b.stated - a.stated || Number(a.special) - Number(b.special) || a.breadth - b.breadth)
    .map(({ offer }) => offer);
}

/** How many offers state to fulfil every wish. */
export function fulfilling(offers: readonly Entry[], wishes: Wishes): number {
  const all = Object.keys(wishes).length;
  return matches(offers, wishes).filter(({ stated }) => stated === all).length;
}

/** The answers to a question that some of these offers state, and that leave others out. */
export function dividing(offers: readonly Entry[], question: FacetName): string[] {
  return ANSWERS[question].filter((value) => {
    const fits = offers.map((offer) => FIT[question](offer.facets, value));
    return fits.includes('fits') && fits.includes('no');
  });
}

/** The first question not put yet whose answer would leave some of these offers out, and its answers; `undefined` if there is none. */
export function nextQuestion(
  offers: readonly Entry[],
  asked: readonly FacetName[],
): { question: FacetName; answers: string[] } | undefined {
  return QUESTIONS.filter((question) => !asked.includes(question))
    .map((question) => ({ question, answers: dividing(offers, question) }))
    .find(({ answers }) => answers.length > 0);
}
