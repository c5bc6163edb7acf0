import * as z from 'zod';
import type { Attended } from './attended.ts';
import { joinMeeting } from './interval.ts';

/** What somebody's page says: they came in, they are still there, they leave. */
export const PresenceState = z.enum(['join', 'beat', 'leave']);
export type PresenceState = z.infer<typeof PresenceState>;

/** What a join page says of itself. */
export const PresenceRequest = z.strictObject({
  /** Of the join link. */
  token: z.string().max(500),
  state: PresenceState,
  /** What the last answer told to bring along; without it, more is read, and less is known after a crash. */
  memo: z.string().max(200).optional(),
});

/** Who was not heard of for so long is not online. */
export const ONLINE_MS = 120_000;

/** Beats that are no further apart are one stay; browsers let hidden pages beat once a minute. */
const STAY_SECONDS = 150;
/** A stay is noted no sooner after it was noted last. */
const NOTED_SECONDS = 100;
/** Sooner, where the next beat would come after two minutes. */
const NOTED_SOONER_SECONDS = 85;
const MOST_UNNOTED_SECONDS = 125;
/** The first ones are noted at once: most of a short stay would be lost otherwise. */
const NOTED_AT_ONCE = 3;
const MOST_STAYS = 60;

/** From and to, in seconds since the epoch; a stay of one beat has no length. */
const Stay = z.tuple([z.number().int(), z.number().int()]);
export type Stay = z.infer<typeof Stay>;

/** Somebody's stays in a session, as far as they were noted. */
export const Presence = z.object({
  participantId: z.string(),
  /** In order, and apart. */
  stays: z.array(Stay),
  /** They said that they left, and nothing since. */
  hasLeft: z.boolean(),
  /** How often it was written. */
  version: z.number(),
});
export type Presence = z.infer<typeof Presence>;

/** What a page was told to bring along, by our clock, in seconds since the epoch. */
export interface Memo {
  /** Since when its stay is not noted. */
  since: number;
  /** Its last beat. */
  last: number;
  /** When its person's presence was last noted, and how often it was. */
  notedAt: number;
  notes: number;
}

/** Whether beats so far apart, in seconds, are one stay. */
const isOneStay = (before: number, now: number): boolean => now - before <= STAY_SECONDS;

/** Whether a stay that goes on is to be noted now; `last`: the beat before, where that is known. */
function isDue(notes: number, notedAt: number, last: number | undefined, now: number): boolean {
  const unnoted = now - notedAt;
  if (notes < NOTED_AT_ONCE || unnoted >= NOTED_SECONDS) return true;
  return last !== undefined && unnoted >= NOTED_SOONER_SECONDS && unnoted + now - last > MOST_UNNOTED_SECONDS;
}

/** Whether all that a beat tells can wait in the memo that the page brings, so that nothing need be read or written. */
export const canWait = (state: PresenceState, { last, notedAt, notes }: Memo, now: number): boolean =>
  state === 'beat' && isOneStay(last, now) && !isDue(notes, notedAt, last, now);

/** What a page says, and when. */
export interface Beat {
  participantId: string;
  state: PresenceState;
  memo?: Memo | undefined;
  /** In seconds since the epoch, by our own clock. */
  now: number;
}

/** Somebody's presence after a beat; the same one where nothing need be noted. */
export function afterBeat(known: Presence | undefined, beat: Beat): Presence | undefined {
  const { participantId, state, memo, now } = beat;
  const last = known?.hasLeft === false ? known.stays.at(-1)?.[1] : undefined;
  const goesOn = last !== undefined && isOneStay(last, now);
  const told = staysOf(beat, goesOn ? last : undefined);
  if (told.length === 0) return known;
  const hasLeft = state === 'leave';
  const isLate = memo !== undefined && (state === 'join' || !isOneStay(memo.last, now));
  const canGoOn = goesOn && !hasLeft && !isLate && !isDue(known?.version ?? 0, last, memo?.last, now);
  if (known && canGoOn) return known;
  const stays = unite([...(known?.stays ?? []), ...told]);
  const isSame = known?.hasLeft === hasLeft && JSON.stringify(known.stays) === JSON.stringify(stays);
  return isSame ? known : { participantId, stays, hasLeft, version: (known?.version ?? 0) + 1 };
}

/** A page with a memo tells its own stay; one without goes on with the last that is known, unless it joins anew. */
function staysOf({ state, memo, now }: Beat, last: number | undefined): Stay[] {
  if (memo && state !== 'join' && isOneStay(memo.last, now)) return [[memo.since, now]];
  const former: Stay[] = memo ? [[memo.since, memo.last]] : [];
  if (state === 'leave') return memo === undefined && last !== undefined ? [[last, now]] : former;
  return [...former, memo === undefined && state === 'beat' && last !== undefined ? [last, now] : [now, now]];
}

/** What the page brings along with its next beat. */
export function memoAfter(known: Presence, { state, memo, now }: Pick<Beat, 'state' | 'memo' | 'now'>): Memo {
  const notedAt = known.stays.at(-1)?.[1] ?? now;
  const isNew = state === 'join' || memo === undefined || !isOneStay(memo.last, now);
  // What is noted need not be brought along.
  const since = notedAt >= now ? now : isNew ? (state === 'beat' ? notedAt : now) : memo.since;
  return { since, last: now, notedAt, notes: known.version };
}

/** Stays without overlaps, in order; of too many, those that are closest become one. */
function unite(stays: readonly Stay[]): Stay[] {
  const united: Stay[] = joinMeeting(stays);
  while (united.length > MOST_STAYS) joinClosest(united);
  return united;
}

function joinClosest(stays: Stay[]): void {
  const gaps = stays.slice(1).map(([from], index) => from - (stays[index]?.[1] ?? from));
  const closest = gaps.indexOf(Math.min(...gaps));
  const [one, other] = stays.slice(closest, closest + 2);
  if (one && other) stays.splice(closest, 2, [one[0], other[1]]);
}

/** Whether they are in the room now, as far as is known. */
export function isOnline({ stays, hasLeft }: Pick<Presence, 'stays' | 'hasLeft'>, nowMs: number): boolean {
  const last = stays.at(-1);
  return !hasLeft && last !== undefined && nowMs - last[1] * 1000 < ONLINE_MS;
}

/** Whether they were in the room at a moment, as far as is known; `undefined`: nobody ever came. */
export function wasOnlineAt(
  presence: Pick<Presence, 'stays' | 'hasLeft'> | undefined,
  atMs: number,
): boolean {
  const until = presence?.stays.findLast(([from]) => from * 1000 <= atMs)?.[1];
  if (presence === undefined || until === undefined) return false;
  const isLast = until === presence.stays.at(-1)?.[1];
  return atMs <= until * 1000 || (isLast && isOnline(presence, atMs));
}

/** The source that all presence in a session is. */
export const PRESENCE_SOURCE = 'presence';

/** A presence as what a source says. */
export const attendedByPresence = (presence: Presence | undefined): Attended[] =>
  presence === undefined
    ? []
    : [
        {
          sourceId: PRESENCE_SOURCE,
          person: presence.participantId,
          role: 'attendee',
          intervals: presence.stays.map(([from, to]) => [from * 1000, to * 1000]),
        },
      ];
