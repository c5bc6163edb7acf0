import { inviteType, type Participant } from '../../people/domain/participant.ts';
import { participantLabels } from '../../people/domain/participant-labels.ts';
import { participantStatus } from '../../people/domain/wish.ts';

type Value = string | null;

/** What people are counted by; null stands for those who have no value. */
const facetFields = {
  status: (person) => [participantStatus(person)],
  source: (person) => [person.source],
  group: ({ groups }) => (groups !== undefined && groups.size > 0 ? groups : [null]),
  channel: (person) => [person.channel ?? null],
  locale: (person) => [person.locale ?? null],
  inviteType: (person) => [inviteType(person)],
  label: participantLabels,
} satisfies Record<string, (person: Participant) => Iterable<Value>>;

export type FacetValues = Record<keyof typeof facetFields, { value: Value; count: number }[]>;

/** Counts of people by their values, the most frequent first; somebody in two groups, or with two labels, counts in both. */
export interface Facets {
  add: (person: Participant) => void;
  count: () => number;
  values: () => FacetValues;
}

export function countFacets(): Facets {
  let people = 0;
  const counters = {
    status: counter(facetFields.status),
    source: counter(facetFields.source),
    group: counter(facetFields.group),
    channel: counter(facetFields.channel),
    locale: counter(facetFields.locale),
    inviteType: counter(facetFields.inviteType),
    label: counter(facetFields.label),
  };
  const all = Object.values(counters);
  return {
    add: (person) => {
      people += 1;
      for (const { add } of all) add(person);
    },
    count: () => people,
    values: () => ({
      status: counters.status.list(),
      source: counters.source.list(),
      group: counters.group.list(),
      channel: counters.channel.list(),
      locale: counters.locale.list(),
      inviteType: counters.inviteType.list(),
      label: counters.label.list(),
    }),
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
