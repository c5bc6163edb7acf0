import * as z from 'zod';
import type { AttendanceState, Registration } from '../../registrations/domain/registration.ts';
import type { Interval } from './interval.ts';

const Moment = z.object({ at: z.string(), online: z.number() });
/** `source`: how people came to register, or what the UTM tags of their link call it. */
const Part = z.object({ source: z.string(), registered: z.number(), attended: z.number() });

/** The attendance of a session in numbers. */
export const AttendanceSummary = z.object({
  /** Registrations that stand; who was in the room as anything but an attendee is left out. */
  registered: z.number(),
  attended: z.number(),
  absent: z.number(),
  unknown: z.number(),
  /** Of those whose time in the room is known, and who were there; null for nobody. */
  averageSeconds: z.number().nullable(),
  medianSeconds: z.number().nullable(),
  /** How many registrants and guests were in the room, at even distances from its start to its end. */
  curve: z.array(Moment),
  /** The first moment at which most were there; null for nobody. */
  peak: Moment.nullable(),
  /** By how people came to register, and by the source of their link's UTM tags (the first hundred). */
  bySource: z.array(Part),
  byUtm: z.array(Part),
  /** People in the room whom nobody had registered. */
  guests: z.number(),
});
export type AttendanceSummary = z.infer<typeof AttendanceSummary>;

const SECOND = 1000;
const MOST_MOMENTS = 120;
const MOST_LABELS = 100;

type Parts = Map<string, z.infer<typeof Part>>;

/** Adds up the attendance of a session's people, one by one. */
export class AttendanceTally {
  readonly #states = { attended: 0, absent: 0, unknown: 0 };
  readonly #seconds: number[] = [];
  readonly #bySource: Parts = new Map();
  readonly #byUtm: Parts = new Map();
  /** By how many the room grew in each second. */
  readonly #growth: Int32Array;
  readonly #span: Interval;
  #guests = 0;

  constructor(span: Interval) {
    this.#span = span;
    this.#growth = new Int32Array(Math.max(0, Math.ceil((span[1] - span[0]) / SECOND)) + 1);
  }

  /** A registration that stands, with the verdict on it. */
  add(
    { source, utm }: Pick<Registration, 'source' | 'utm'>,
    verdict: { state: AttendanceState; seconds?: number | undefined; intervals: readonly Interval[] },
  ): void {
    const { state, seconds = 0, intervals } = verdict;
    this.#states[state] += 1;
    if (seconds > 0) this.#seconds.push(seconds);
    plus(this.#bySource, source, state);
    if (utm?.source !== undefined) plus(this.#byUtm, utm.source, state);
    this.#stay(intervals);
  }

  addGuest(intervals: readonly Interval[]): void {
    this.#guests += 1;
    this.#stay(intervals);
  }

  #stay(intervals: readonly Interval[]): void {
    const [start] = this.#span;
    for (const [from, to] of intervals) {
      const first = Math.round((from - start) / SECOND);
      const after = Math.round((to - start) / SECOND);
      this.#growth[first] = (this.#growth[first] ?? 0) + 1;
      if (after < this.#growth.length) this.#growth[after] = (this.#growth[after] ?? 0) - 1;
    }
  }

  summary(): AttendanceSummary {
    const sorted = this.#seconds.toSorted((one, other) => one - other);
    const { attended, absent, unknown } = this.#states;
    return {
      registered: attended + absent + unknown,
      ...this.#states,
      averageSeconds:
        sorted.length === 0 ? null : Math.round(sorted.reduce((sum, one) => sum + one, 0) / sorted.length),
      medianSeconds: medianOf(sorted),
      ...this.#curve(),
      bySource: [...this.#bySource.values()],
      byUtm: [...this.#byUtm.values()],
      guests: this.#guests,
    };
  }

  #curve(): Pick<AttendanceSummary, 'curve' | 'peak'> {
    const [start, end] = this.#span;
    const length = this.#growth.length - 1;
    const step = Math.max(60, Math.ceil(length / MOST_MOMENTS / 60) * 60);
    const at = (second: number) => new Date(Math.min(end, start + second * SECOND)).toISOString();
    const curve: AttendanceSummary['curve'] = [];
    let online = 0;
    let peak: AttendanceSummary['peak'] = null;
    for (let second = 0; second <= length; second += 1) {
      online += this.#growth[second] ?? 0;
      if (online > (peak?.online ?? 0)) peak = { at: at(second), online };
      if (second % step === 0) curve.push({ at: at(second), online });
    }
    return { curve, peak };
  }
}

function plus(parts: Parts, label: string, state: AttendanceState): void {
  const part = parts.get(label) ?? { source: label, registered: 0, attended: 0 };
  if (parts.size >= MOST_LABELS && !parts.has(label)) return;
  parts.set(label, {
    source: label,
    registered: part.registered + 1,
    attended: part.attended + Number(state === 'attended'),
  });
}

function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}
