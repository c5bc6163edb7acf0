import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { EventId, idDigits, newId, ParticipantId, SessionId } from '../../shared/platform/values/ids.ts';
import { parseRegistrationId, registrationId } from '../../shared/registrations/domain/registration.ts';
import { SHARDS, shardOf } from '../../shared/platform/values/shard.ts';

const key = Buffer.from('a key of the tests');

describe('The id of a participant', () => {
  it('is the same for the same address and key, and another for another of either', () => {
    expect(participantIdOf(key, 'ann@example.com')).toBe(participantIdOf(key, 'ann@example.com'));
    expect(participantIdOf(key, 'ann@example.com')).not.toBe(participantIdOf(key, 'bob@example.com'));
    expect(participantIdOf(key, 'ann@example.com')).not.toBe(
      participantIdOf(Buffer.from('other'), 'ann@example.com'),
    );
  });

  it('never changes between releases: everybody would exist twice', () => {
    expect(participantIdOf(key, 'ann@example.com')).toBe('par_cfbe2f40bba3712feef9b6e97f4a6a5b');
  });

  it('has the form of an id and tells nothing of the address', () => {
    const id = participantIdOf(key, 'ann@example.com');
    expect(ParticipantId.safeParse(id).success).toBe(true);
    expect(id).not.toContain('ann');
  });

  it('spreads addresses that look alike evenly over the shards', () => {
    const sizes = Array.from({ length: SHARDS }, () => 0);
    for (let n = 0; n < 10_000; n += 1) sizes[shardOf(participantIdOf(key, `person${n}@example.com`))]! += 1;
    for (const size of sizes) {
      expect(size).toBeGreaterThan(625 * 0.8);
      expect(size).toBeLessThan(625 * 1.2);
    }
  });
});

describe('A new id', () => {
  const random = (bytes: number) => randomBytes(bytes);

  it('sorts by creation', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(time, time, (one, other) => {
        fc.pre(one !== other);
        const [first, second] = [newId('evt', one, random), newId('evt', other, random)];
        expect(first < second).toBe(one < other);
      }),
    );
  });

  it('is read back by the schema of its kind and by no other', () => {
    const id = newId('evt', Date.parse('2027-03-01T09:00:00Z'), random);
    expect(EventId.parse(id)).toBe(id);
    expect(SessionId.safeParse(id).success).toBe(false);
    expect(idDigits(id)).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    'evt_',
    'evt_0123456789abcdef0123456789abcde',
    'evt_0123456789ABCDEF0123456789ABCDEF',
    'xevt_0123456789abcdef0123456789abcdef',
    'evt_0123456789abcdef0123456789abcdef\n',
    'evt_0123456789abcdef0123456789abcdef#x',
  ])('is not %j', (text) => {
    expect(EventId.safeParse(text).success).toBe(false);
  });

  it('differs from others of the same millisecond', () => {
    const ids = Array.from({ length: 1000 }, () => newId('ses', 1, random));
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('The id of a registration', () => {
  it('names session and participant and leads back to them', () => {
    const session = newId('ses', 1, randomBytes);
    const participant = participantIdOf(key, 'ann@example.com');
    const id = registrationId({ sessionId: session, participantId: participant });
    expect(parseRegistrationId(id)).toEqual({ sessionId: session, participantId: participant });
    expect(parseRegistrationId(`${id}0`)).toBeUndefined();
    expect(parseRegistrationId(id.toUpperCase())).toBeUndefined();
  });
});
