import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { openTarget } from '../../shared/imports/usecases/import-target.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { showAllWrites } from '../support/faults/aws-troubles.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;

beforeEach(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

afterEach(() => {
  aws.faults.set(1, []);
});

const target = (options: Parameters<typeof openTarget>[1], now = NOW) =>
  openTarget({ table: aws.table, now: () => now }, options);
const archive = (isArchived: boolean) => setArchived(planDeps(aws.table), event.id, isArchived);

describe('The session that a file registers people for', () => {
  it('is the one that is named, the next one of the event, or none', async () => {
    const expected = { eventId: event.id, sessionId: session.id };
    expect(await target({ session: session.id })).toEqual(expected);
    expect(await target({ event: event.id })).toEqual(expected);
    expect(await target({ event: event.id, session: session.id })).toEqual(expected);
    expect(await target({})).toBeUndefined();
  });

  it('is none of an event that is archived, until that is open again', async () => {
    await archive(true);
    await expect(target({ session: session.id })).rejects.toThrow(
      /"session" names an event that is archived/,
    );
    await expect(target({ event: event.id })).rejects.toThrow(/"event" names an event that is archived/);
    await archive(false);
    expect(await target({ event: event.id })).toMatchObject({ sessionId: session.id });
  });

  it('is there, of that event, and neither over nor cancelled', async () => {
    const other = await storedEvent(aws.table);
    await expect(target({ event: other.id, session: session.id })).rejects.toThrow(/of another event/);
    await expect(target({ event: other.id })).rejects.toThrow(/without a session to come/);
    await expect(target({ event: `evt_${'0'.repeat(32)}` })).rejects.toThrow(/does not exist/);
    await expect(target({ session: `ses_${'0'.repeat(32)}` })).rejects.toThrow(/does not exist/);
    const after = Date.parse(session.startsAtUtc) + session.durationMinutes * 60_000;
    expect(await target({ session: session.id }, after - 1)).toMatchObject({ sessionId: session.id });
    await expect(target({ session: session.id }, after)).rejects.toThrow(/over or cancelled/);
    await cancelSession(planDeps(aws.table), session);
    await expect(target({ session: session.id })).rejects.toThrow(/over or cancelled/);
    await expect(target({ event: event.id })).rejects.toThrow(/without a session to come/);
  });

  it('is none that was cancelled a moment ago, though the list of sessions does not show it yet', async () => {
    const later = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
    await showAllWrites(aws);
    const lag = { writes: 1_000, ms: 24 * 3_600_000 };
    aws.faults.set(1, [{ service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag }]);
    await cancelSession(planDeps(aws.table), session);
    expect(await target({ event: event.id })).toMatchObject({ sessionId: later.id });
    await cancelSession(planDeps(aws.table), later);
    await expect(target({ event: event.id })).rejects.toThrow(/without a session to come/);
  });

  it('tells everybody where the event asks them to confirm', async () => {
    event = await storedEvent(aws.table, { doubleOptIn: true });
    session = await storedSession(aws.table, event);
    expect(await target({ session: session.id })).toMatchObject({ doubleOptIn: true });
    await expect(target({ session: session.id, notify: false })).rejects.toThrow(/"notify" cannot be false/);
  });
});
