import { describe, expect, it } from 'vitest';
import {
  addToLog,
  isOverdue,
  mayBeHandedOver,
  webhookIdOf,
  type Delivery,
} from '../../shared/handovers/domain/delivery.ts';
import { handOverParticipant } from '../../shared/handovers/domain/hand-over-participant.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const ann: Participant = {
  ...{ id: `par_${'1'.repeat(32)}`, source: 'import', createdAt: '2027-01-01', version: 1 },
  ...{
    email: 'ann@example.com',
    firstName: 'Ann',
    lastName: 'Lee',
    phone: '+491',
    company: 'A',
    jobTitle: 'B',
  },
  ...{ locale: 'de', timeZone: 'UTC', channel: 'telegram', externalId: '@ann', messenger: 'Ann' },
  ...{ profileUrl: 'https://t.me/ann', avatarUrl: 'https://a.example/1.png' },
};

describe('A delivery', () => {
  it('is of somebody who is neither deleted nor blocked, whatever mail they want', () => {
    const people = [
      undefined,
      ann,
      { ...ann, optedOutAt: '1' },
      { ...ann, deletedAt: '1' },
      { ...ann, blockedAt: '1' },
    ];
    expect(people.map(mayBeHandedOver)).toEqual([false, true, true, false, false]);
  });

  it('has an id by which a receiver knows a repeat, and another one when it was asked for anew', () => {
    const of = (round: number) => webhookIdOf({ runId: 'run_a', participantId: ann.id, round });
    expect([1, 2, 3].map(of)).toEqual(['', '_2', '_3'].map((end) => `run_a_${'1'.repeat(32)}${end}`));
  });

  it.each([
    [{ nextAttemptAt: '2027-03-01T09:00:00Z' }, false],
    [{ nextAttemptAt: '2027-03-01T08:59:59Z' }, true],
    [{}, false],
    [{ nextAttemptAt: '2027-03-01T09:30:00Z', leaseUntil: '2027-03-01T10:01:00Z' }, false],
    [{ nextAttemptAt: '2027-03-02T09:30:00Z', leaseUntil: '2027-03-02T10:01:00Z' }, true],
  ])('is overdue when its moment was long ago, or a clock that is ahead began it: %j, %s', (more, isSo) => {
    const [before, now] = [Date.parse('2027-03-01T09:00:00Z'), Date.parse('2027-03-01T10:00:00Z')];
    expect(isOverdue(more as Delivery, before, now)).toBe(isSo);
  });

  it('shows its latest twelve attempts, the oldest first', () => {
    const attempt = (n: number) => ({ at: `${n}`, durationMs: n });
    const log = Array.from({ length: 11 }, (_, n) => attempt(n));
    expect(addToLog(log, attempt(11))).toEqual([...log, attempt(11)]);
    expect(addToLog([...log, attempt(11)], attempt(12)).map(({ at }) => at)).toEqual(
      Array.from({ length: 12 }, (_, n) => `${n + 1}`),
    );
  });

  it('posts the person as they can be written to, and no pictures or pages of theirs', () => {
    const { profileUrl, avatarUrl, version, ...posted } = ann;
    expect([profileUrl, avatarUrl, version]).not.toContain(undefined);
    expect(handOverParticipant(ann)).toEqual({
      ...posted,
      status: 'active',
      utm: {},
      variables: {},
      groups: [],
    });
    const more = {
      utm: { source: 'vk' },
      variables: { size: 1 },
      groups: new Set(['grp_a']),
      optedOutAt: '1',
    };
    expect(handOverParticipant({ ...ann, ...more })).toMatchObject({
      ...{ status: 'unsubscribed', utm: { source: 'vk' }, variables: { size: 1 }, groups: ['grp_a'] },
    });
  });
});
