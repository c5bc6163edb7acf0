import { isAlwaysOpen } from '../../events/domain/room.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { readLinkToken, type LinkKey } from '../../platform/access/link-token.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { openLink } from '../../registrations/usecases/open-link.ts';
import { openMemo, sealMemo } from '../domain/presence-memo.ts';
import {
  afterBeat,
  canWait,
  memoAfter,
  type Beat,
  type Memo,
  type Presence,
  type PresenceState,
} from '../domain/presence.ts';
import { getPresence, savePresence } from '../table/presence-items.ts';
import { beginPresence } from './begin-presence.ts';

export interface PresenceDeps {
  table: Table;
  now: () => number;
}

/** What a join page says of itself. */
export interface ToldPresence {
  token: string;
  state: PresenceState;
  /** What it was told to bring along; one that is not genuine is as good as none. */
  memo?: string | undefined;
}

/** Rooms open before their session begins, and some run over. */
const BEFORE_MS = 30 * 60_000;
export const AFTER_MS = 60 * 60_000;

/** Whether beats count now: from half an hour before the session to an hour after it. */
const countsNow = (session: Session, nowMs: number): boolean =>
  session.cancelledAt === undefined &&
  nowMs >= Date.parse(session.startsAtUtc) - BEFORE_MS &&
  nowMs < sessionEnd(session) + AFTER_MS;

/**
 * Notes that the person of a join link came, is still there, or leaves. By our clock. All wrong links get the same refusal, and
 * change nothing. `memo`: for the page to bring along, so that most beats need neither reads nor writes.
 */
export async function notePresence(
  deps: PresenceDeps & { linkKeys: LinkKey[] },
  { token, state, memo: sealed }: ToldPresence,
): Promise<{ counts: boolean; memo?: string }> {
  const { linkKeys } = deps;
  const [key] = linkKeys;
  if (!key || !readLinkToken(linkKeys, 'join', token)) throw brokenLink();
  const memo = sealed === undefined ? undefined : openMemo(linkKeys, token, sealed);
  const now = Math.max(Math.floor(deps.now() / 1000), memo?.last ?? 0);
  if (memo && canWait(state, memo, now))
    return { counts: true, memo: sealMemo(key, token, { ...memo, last: now }) };
  const found = await openLink(deps, 'join', token);
  if (found?.registration.status !== 'registered') throw brokenLink();
  const { participantId } = found.registration;
  if (!countsNow(found.session, deps.now())) return { counts: false };
  const next = await noteBeat(deps, found.session, { participantId, state, memo, now });
  return { counts: true, ...(next && state !== 'leave' && { memo: sealMemo(key, token, next) }) };
}

/** The same of a registrant whom a room elsewhere tells of. False: it does not count now. */
export async function notePresenceElsewhere(
  deps: PresenceDeps,
  session: Session,
  { participantId, state }: Pick<Beat, 'participantId' | 'state'>,
): Promise<boolean> {
  if (!countsNow(session, deps.now())) return false;
  await noteBeat(deps, session, { participantId, state, now: Math.floor(deps.now() / 1000) });
  return true;
}

const MOST_ATTEMPTS = 10;

async function noteBeat(deps: PresenceDeps, session: Session, beat: Beat): Promise<Memo | undefined> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const known = await getPresence(deps.table, session.id, beat.participantId);
    const next = afterBeat(known, beat);
    if (!next) return undefined;
    if (next === known || (await save(deps, session, next))) return memoAfter(next, beat);
  }
  throw new Error('Other pages of the same person always came first.');
}

async function save({ table, now }: PresenceDeps, session: Session, next: Presence): Promise<boolean> {
  if (!isAlwaysOpen(session)) await beginPresence({ table, now }, session);
  return savePresence(table, session.id, next, new Date(now()).toISOString());
}

const brokenLink = (): Refusal => new Refusal('not-found', 'This link does not work (any more).');
