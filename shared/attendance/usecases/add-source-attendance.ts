import type { Table } from '../../platform/table/table.ts';
import { Attended, isGuest, type AttendanceSource } from '../domain/attended.ts';
import { isKnown, type Interval, type ToldInterval } from '../domain/interval.ts';
import { putAttended, type Said } from '../table/attended-items.ts';
import { changeSource, createSource, getSource } from '../table/source-items.ts';
import { newJudgement } from './new-judgement.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** A source as whoever brings it describes it. */
export type NewSource = Omit<AttendanceSource, 'readyAt' | 'takenBackAt' | 'version'>;

/** What a source says of a person. Times that are missing, or end before they begin, make it unknown for how long they were there. */
export type ToldAttendance = Omit<Said, 'intervals' | 'unknownTiming'> & {
  intervals: readonly ToldInterval[];
  unknownTiming?: boolean;
};

/**
 * Begins a source, or goes on with it. What it says is added in batches, and counts once `finishSource` is called. Again = the
 * same.
 */
export async function beginSource({ table }: Deps, source: NewSource): Promise<AttendanceSource> {
  const fresh = { ...source, version: 1 };
  if (await createSource(table, fresh)) return fresh;
  return (await getSource(table, source.sessionId, source.id)) ?? fresh;
}

/**
 * Adds what a source says of some people: one entry a person, or several that differ by `part`. The same again changes nothing;
 * all sources of a session add up, and no time counts twice. Throws a ZodError for what cannot be stored.
 */
export async function addSourceAttendance(
  { table }: Pick<Deps, 'table'>,
  source: AttendanceSource,
  people: readonly ToldAttendance[],
): Promise<void> {
  const said = people.map((one): Said => {
    const { intervals, unknownTiming, seconds, name, email, ...rest } = one;
    const known = intervals.filter((interval): interval is Interval => isKnown(interval));
    const isUnsure = unknownTiming === true || known.length < intervals.length;
    // Of registrants their person says it, and is asked: who is erased stands in no report.
    const told = isGuest(rest.person) ? { name, email } : {};
    const timed = { ...rest, ...told, intervals: known.map(([from, to]): [number, number] => [from, to]) };
    return {
      ...timed,
      ...(seconds !== undefined && seconds >= 0 && { seconds: Math.floor(seconds) }),
      ...((isUnsure || (seconds ?? 0) < 0) && { unknownTiming: true }),
    };
  });
  for (const one of said) Attended.omit({ sourceId: true }).parse(one);
  await putAttended(table, source, said);
}

/** All that the source says is there: it counts from now on, and everybody of the session is judged anew. */
export async function finishSource(
  { table, now }: Deps,
  { sessionId, id }: Pick<AttendanceSource, 'sessionId' | 'id'>,
  by: string,
): Promise<void> {
  for (;;) {
    const source = await getSource(table, sessionId, id);
    if (!source) throw new Error('There is no such source.');
    if (source.readyAt !== undefined) return;
    const because = `source ${id} ${source.version}`;
    const next = { ...source, readyAt: new Date(now()).toISOString() };
    if (await changeSource(table, source, next, newJudgement({ sessionId, because, by }, now()))) return;
  }
}

/**
 * Takes back what a source says (`isBack`: counts it again), and has everybody of the session judged anew. Again = the same.
 * Undefined: there is no such source.
 */
export async function takeBackSource(
  { table, now }: Deps,
  { sessionId, id }: Pick<AttendanceSource, 'sessionId' | 'id'>,
  { by, isBack = false }: { by: string; isBack?: boolean },
): Promise<AttendanceSource | undefined> {
  for (;;) {
    const source = await getSource(table, sessionId, id);
    if (!source || (source.takenBackAt === undefined) === isBack) return source;
    const because = `source ${id} ${source.version}`;
    const { takenBackAt: _takenBackAt, ...counting } = source;
    const next = isBack ? counting : { ...source, takenBackAt: new Date(now()).toISOString() };
    if (await changeSource(table, source, next, newJudgement({ sessionId, because, by }, now())))
      return { ...next, version: source.version + 1 };
  }
}
