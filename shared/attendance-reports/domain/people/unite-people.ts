import { unionOf, type Interval } from '../../../attendance/domain/interval.ts';
import type { ReportRole, ReportRow } from '../report.ts';
import { personKey } from './person-key.ts';

/** Somebody of a report, with all their rows. */
export interface ReportPerson {
  /** Theirs within this report. */
  key: string;
  name: string;
  email?: string | undefined;
  registrantId?: string | undefined;
  role: ReportRole;
  /** When they were there, in order and without overlaps: ms since 1970. */
  intervals: Interval[];
  /** Where only totals are told. */
  seconds?: number | undefined;
  /** A row of theirs has times that say nothing: they were there longer than is known. */
  hasUnknownTime: boolean;
}

/** What they were there as, the weightier word first: a host who joined as an attendee, too, is a host. */
const weight: readonly ReportRole[] = ['host', 'panelist', 'speaker', 'team', 'attendee'];

interface Gathered extends Omit<ReportPerson, 'key' | 'intervals'> {
  /** Beginnings and ends in turn: flat, since there may be a million. */
  times: number[];
  joins?: number[];
  leaves?: number[];
}

/** Gathers the rows of a report by person; holds people, not rows. */
export class PeopleOfReport {
  readonly #people = new Map<string, Gathered>();

  get size(): number {
    return this.#people.size;
  }

  /** `line` is the row's own, for who has neither name nor address. */
  add(row: ReportRow, line: number): void {
    if (!row.wasThere) return;
    const key = personKey(row, line);
    const known = this.#people.get(key);
    const person = known ?? newPerson(row);
    if (!known) this.#people.set(key, person);
    if (person.name === '') person.name = row.name;
    person.email ??= row.email;
    if (weight.indexOf(row.role) < weight.indexOf(person.role)) person.role = row.role;
    addTimes(person, row);
  }

  /** Everybody; where the report ends while they are there, they were there until `end` (ms). */
  *all(end: number | undefined): Generator<ReportPerson> {
    for (const [key, gathered] of this.#people) {
      const { times, joins, leaves, seconds, hasUnknownTime, ...who } = gathered;
      const stays = [...pairs(times), ...staysBetween(joins ?? [], leaves ?? [], end)];
      const isUntold = stays.length === 0 && seconds === undefined;
      yield {
        key,
        ...who,
        intervals: unionOf(stays),
        // A total beside the stays that make it adds nothing.
        seconds: stays.length > 0 ? undefined : seconds,
        hasUnknownTime: hasUnknownTime || isUntold,
      };
    }
  }
}

const newPerson = ({ name, email, registrantId, role }: ReportRow): Gathered => ({
  name,
  email,
  registrantId,
  role,
  times: [],
  hasUnknownTime: false,
});

function addTimes(person: Gathered, { joinedAt, leftAt, isMoment, seconds, fault }: ReportRow): void {
  if (fault !== undefined) person.hasUnknownTime = true;
  else if (isMoment) {
    if (joinedAt !== undefined) (person.joins ??= []).push(joinedAt);
    if (leftAt !== undefined) (person.leaves ??= []).push(leftAt);
  } else if (joinedAt !== undefined && leftAt !== undefined) person.times.push(joinedAt, leftAt);
  else if (seconds !== undefined) person.seconds = (person.seconds ?? 0) + seconds;
}

function* pairs(times: readonly number[]): Generator<[number, number]> {
  for (let at = 0; at + 1 < times.length; at += 2) yield [times[at] ?? 0, times[at + 1] ?? 0];
}

/** Stays of somebody whose joining and leaving are told apart. Who joins twice without leaving was there in between. */
function staysBetween(joins: number[], leaves: number[], end: number | undefined): [number, number][] {
  const moments = [...joins.map((at) => ({ at, step: 1 })), ...leaves.map((at) => ({ at, step: -1 }))];
  const stays: [number, number][] = [];
  let since: number | undefined;
  for (const { at, step } of moments.toSorted((a, b) => a.at - b.at || b.step - a.step)) {
    if (step > 0) since ??= at;
    else if (since !== undefined) {
      stays.push([since, at]);
      since = undefined;
    }
  }
  if (since !== undefined && end !== undefined && end >= since) stays.push([since, end]);
  return stays;
}
