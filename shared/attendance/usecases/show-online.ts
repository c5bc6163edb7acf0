import { isAlwaysOpen } from '../../events/domain/room.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { cutTo, unionOf, type Interval } from '../domain/interval.ts';
import { isOnline, type Presence } from '../domain/presence.ts';
import { AttendanceTally, type AttendanceSummary } from '../domain/summary.ts';
import { presenceIn, presencePage } from '../table/presence-items.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** How many are in the room now, and how many were. */
export interface OnlineCount extends Pick<AttendanceSummary, 'curve' | 'peak'> {
  online: number;
  at: string;
}

const DAY_MS = 24 * 60 * 60_000;

/** Counts who is in a session now, and draws the curve up to now; reads the presence of everybody. */
export async function countOnline({ table, now }: Deps, session: Session): Promise<OnlineCount> {
  const at = now();
  const span: Interval = isAlwaysOpen(session)
    ? [at - DAY_MS, at]
    : [
        Date.parse(session.startsAtUtc),
        Math.max(Date.parse(session.startsAtUtc), Math.min(at, sessionEnd(session))),
      ];
  const tally = new AttendanceTally(span);
  let online = 0;
  const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
  await Promise.all(
    shards.map(async (shard) => {
      for await (const page of presenceIn(table, session.id, shard))
        for (const one of page) {
          const isHere = isOnline(one, at);
          online += Number(isHere);
          tally.addGuest(unionOf(cutTo(span, staysUntil(one, isHere ? at : undefined))));
        }
    }),
  );
  const { curve, peak } = tally.summary();
  // Whoever came this moment has been there for no time yet.
  const present = { at: new Date(at).toISOString(), online };
  return { ...present, curve, peak: online > (peak?.online ?? 0) ? present : peak };
}

/** Their stays; the last one of somebody who is there goes on until now. */
const staysUntil = ({ stays }: Presence, until: number | undefined): Interval[] =>
  stays.map(([from, to], index): Interval => {
    const isLast = index === stays.length - 1;
    return [from * 1000, isLast && until !== undefined ? Math.max(until, to * 1000) : to * 1000];
  });

/** Somebody who is in the room now. */
export interface OnlinePerson {
  presence: Presence;
  person: Participant | undefined;
}

/** Pages of presence that one request looks through for people who are still there. */
const MOST_READS = 20;

/** One page of who is in a session now, shard by shard. */
export async function listOnline(
  { table, now }: Deps,
  sessionId: string,
  place: ShardPlace,
  limit: number,
): Promise<{ people: OnlinePerson[]; next?: ShardPlace }> {
  const found: Presence[] = [];
  let next: ShardPlace | undefined = place;
  for (let read = 0; next && found.length < limit && read < MOST_READS; read += 1) {
    const page: Awaited<ReturnType<typeof presencePage>> = await presencePage(
      table,
      sessionId,
      next,
      limit - found.length,
    );
    found.push(...page.present.filter((one) => isOnline(one, now())));
    next = page.next;
  }
  const identities = await resolveIdentities(
    table,
    found.map(({ participantId }) => participantId),
  );
  const people = found.map((presence) => ({
    presence,
    person: personIn(identities.get(presence.participantId)),
  }));
  return { people, ...(next && { next }) };
}
