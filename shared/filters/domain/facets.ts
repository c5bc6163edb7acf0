import { inviteType, type Participant } from '../../people/domain/participant.ts';
import { participantLabels } from '../../people/domain/participant-labels.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { participantStatus } from '../../people/domain/wish.ts';

type Value = string | null;

/** The values that people are counted by; null stands for those without one. */
const facetFields = {
  status: (person) => [participantStatus(person)],
  source: (person) => [person.source],
  group: ({ groups }) => (groups !== undefined && groups.size > 0 ? groups : [null]),
  ...recordOf(personFieldsWith('facet', true), (name) => (person: Participant): Iterable<Value> => [
    person[name] ?? null,
  ]),
  inviteType: (person) => [inviteType(person)],
  label: participantLabels,
} satisfies Record<string, (person: Participant) => Iterable<Value>>;

type FacetField = keyof typeof facetFields;

const isFacet = (name: string): name is FacetField => Object.hasOwn(facetFields, name);
const facetNames = Object.keys(facetFields).filter(isFacet);

export type FacetValues = Record<FacetField, { value: Value; count: number }[]>;

/** Counts of people by their values, the most frequent first; somebody in two groups, or with two labels, counts in both. */
export interface Facets {
  add: (person: Participant) => void;
  count: () => number;
  values: () => FacetValues;
}

export function countFacets(): Facets {
  let people = 0;
  const counters = recordOf(facetNames, (name) => counter(facetFields[name]));
  const all = Object.values(counters);
  return {
    add: (person) => {
      people += 1;
      for (const { add } of all) add(person);
    },
    count: () => people,
    values: () => recordOf(facetNames, (name) => counters[name].list()),
  };
}

function counter(valuesOf: (person: Participant) => Iterable<Value>) {
  const counts = new Map<Value, number>();
  return {
    add: (person: Participant) => {
      for (const value of valuesOf(person)) counts.set(value, (counts.get(value) ?? 0) + 1);
    },
    list: () => [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
  };
}
