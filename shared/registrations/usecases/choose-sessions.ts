import type { Event } from '../../events/domain/event.ts';
import { takesRegistrations } from '../../events/domain/registration-window.ts';
import { roomSessionId } from '../../events/domain/room.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { fullSessions } from '../table/seats-item.ts';
import { offeredSessions, recentlyOffered, type OfferedSession } from './offered-sessions.ts';

interface ChooseDeps {
  table: Table;
  now: () => number;
}

interface ChooseOptions {
  byOrganizer?: boolean | undefined;
  /** Hears at once which these will be, most likely. */
  expect?: (sessionIds: string[]) => void;
}

/**
 * The sessions that were named, or the next one: one with a free place, if there is any. Throws a `Refusal` that tells of all
 * that cannot be had.
 */
export async function chooseSessions(
  deps: ChooseDeps,
  event: Event,
  ids: string[],
  { byOrganizer = false, expect = () => undefined }: ChooseOptions = {},
): Promise<Session[]> {
  const isOn = (session: Session) =>
    byOrganizer ? isOpen(session, deps.now()) : takesRegistrations(event, session, deps.now());
  if (event.kind === 'room') return [await sessionOfRoom(deps, event, ids, expect)];
  if (ids.length === 0) return [await nextSession(deps, event, isOn, expect)];
  expect(ids);
  const found = await Promise.all(ids.map((id) => getSession(deps.table, id)));
  const sessions = found.map((session) => (session?.eventId === event.id ? session : undefined));
  const errors = sessions.flatMap((session, index): FieldError[] => {
    const field = `sessionIds.${index}`;
    if (!session) return [{ field, code: 'unknown-session', message: 'This event has no such session.' }];
    return isOn(session) ? [] : [{ field, code: 'session-closed', message: CLOSED }];
  });
  if (errors.some(({ code }) => code === 'unknown-session'))
    throw new Refusal('invalid-input', 'A session was named that this event does not have.', errors);
  if (errors.length > 0) throw new Refusal('session-closed', CLOSED, errors);
  return sessions.filter((session) => session !== undefined);
}

/** A room has one session, whether it is named or not. */
async function sessionOfRoom(
  { table }: ChooseDeps,
  { id }: Event,
  ids: string[],
  expect: (sessionIds: string[]) => void,
): Promise<Session> {
  const own = roomSessionId(id);
  const errors = ids.flatMap((one, index): FieldError[] =>
    one === own
      ? []
      : [
          {
            field: `sessionIds.${index}`,
            code: 'unknown-session',
            message: 'A room has no dates to choose.',
          },
        ],
  );
  if (errors.length > 0)
    throw new Refusal('invalid-input', 'A session was named that this event does not have.', errors);
  expect([own]);
  const session = await getSession(table, own);
  if (!session) throw new Error(`The room ${id} has no session.`);
  return session;
}

const CLOSED =
  'This session is over, cancelled, or takes no registrations any more. Please choose another one.';

/**
 * The next one as a moment ago, if it stands: what is remembered, or comes from a list that lags, is looked at again before
 * somebody is let in by it.
 */
async function nextSession(
  deps: ChooseDeps,
  event: Event,
  isOn: (session: Session) => boolean,
  expect: (sessionIds: string[]) => void,
): Promise<Session> {
  const remembered = nextOf(await recentlyOffered(deps, event, 'post'));
  if (remembered) expect([remembered.id]);
  const next = (remembered && (await stands(deps, remembered, isOn))) ?? (await nextNow(deps, event, isOn));
  if (!next) throw new Refusal('no-open-session', 'This event has no session to register for at the moment.');
  return next;
}

const nextOf = (offered: OfferedSession[]): OfferedSession | undefined =>
  offered.find(({ full }) => !full) ?? offered[0];

/** The session as it is now, if the choice is still right by it. */
async function stands(
  { table }: ChooseDeps,
  chosen: OfferedSession,
  isOn: (session: Session) => boolean,
): Promise<Session | undefined> {
  const [session, full] = await Promise.all([
    getSession(table, chosen.id),
    chosen.full ? undefined : fullSessions(table, [chosen]),
  ]);
  const isRight =
    session !== undefined &&
    isOn(session) &&
    session.startsAtUtc === chosen.startsAtUtc &&
    full?.has(chosen.id) !== true;
  return isRight ? session : undefined;
}

async function nextNow(
  deps: ChooseDeps,
  event: Event,
  isOn: (session: Session) => boolean,
): Promise<Session | undefined> {
  let offered = await offeredSessions(deps, event);
  for (let next = nextOf(offered); next; next = nextOf(offered)) {
    const { id } = next;
    const session = await getSession(deps.table, id);
    if (session && isOn(session)) return session;
    offered = offered.filter((one) => one.id !== id);
  }
  return undefined;
}
