import { changeName, itemNumber, sequenceNumber, type CountedChange } from './counted-change.ts';
import type { CountRecord } from './count-record.ts';

/** How many things stand under each label, `<kind> <value>`. */
export type Tallies = Readonly<Record<string, number>>;

/**
 * Values that are told apart, of one kind in one item of counts. What comes in addition stands under `<kind> ` without a value:
 * a visitor writes the tags of a link, and an item has an end.
 */
const MOST_VALUES = 100;

const kindOf = (label: string): string => label.slice(0, label.indexOf(' ') + 1);

/** Whether some things stand under a label that is not their own, as there were too many. */
export const areCutShort = (tallies: Tallies): boolean =>
  Object.entries(tallies).some(([label, count]) => label.endsWith(' ') && count !== 0);

/** The tallies after things were taken from some labels and put under others. */
export function tallied(
  tallies: Tallies,
  moves: readonly { before: readonly string[]; after: readonly string[] }[],
): Tallies {
  const sums = new Map(Object.entries(tallies));
  const values = new Map<string, number>();
  for (const label of sums.keys()) values.set(kindOf(label), (values.get(kindOf(label)) ?? 0) + 1);
  const move = (label: string, by: number): void => {
    const kind = kindOf(label);
    const isKnown = sums.has(label);
    const place = isKnown || (values.get(kind) ?? 0) < MOST_VALUES ? label : kind;
    if (!sums.has(place)) values.set(kind, (values.get(kind) ?? 0) + 1);
    const sum = (sums.get(place) ?? 0) + by;
    sums.set(place, sum);
  };
  for (const { before, after } of moves) {
    for (const label of after) move(label, 1);
    for (const label of before) move(label, -1);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
}

/** The tallies after some of the records were found to be new; undefined where nothing is counted by label. */
export function talliesAfter(
  tallies: Tallies,
  records: readonly CountRecord[],
  fresh: readonly CountedChange[],
): Tallies | undefined {
  const labelled = new Map(
    records.flatMap(({ item, sequence, labels }) =>
      labels
        ? [[changeName({ item: itemNumber(item), sequence: sequenceNumber(sequence) }), labels] as const]
        : [],
    ),
  );
  if (labelled.size === 0) return undefined;
  return tallied(
    tallies,
    fresh.flatMap((change) => labelled.get(changeName(change)) ?? []),
  );
}
