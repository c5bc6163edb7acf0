import { globSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessPatterns } from '../../../docs/make-table-doc.ts';
import * as eventKeys from '../../../shared/events/table/event-keys.ts';
import * as groupKeys from '../../../shared/groups/table/group-keys.ts';
import * as importKeys from '../../../shared/imports/table/import-keys.ts';
import * as jobKeys from '../../../shared/jobs/table/job-keys.ts';
import * as mailKeys from '../../../shared/mail/table/mail-keys.ts';
import * as personKeys from '../../../shared/people/table/person-keys.ts';
import { idempotencyKey } from '../../../shared/platform/table/idempotency-keys.ts';
import { shardOfPartition } from '../../../shared/platform/table/key.ts';
import { SHARDS, shardOf } from '../../../shared/platform/values/shard.ts';
import * as registrationKeys from '../../../shared/registrations/table/registration-keys.ts';
import * as variableKeys from '../../../shared/variables/table/variable-keys.ts';

const keys = {
  ...eventKeys,
  ...groupKeys,
  ...importKeys,
  ...jobKeys,
  ...mailKeys,
  ...personKeys,
  ...registrationKeys,
  ...variableKeys,
  idempotencyKey,
};
const digits = fc.stringMatching(/^[0-9a-f]{32}$/);
const id = (prefix: string) => digits.map((text) => `${prefix}_${text}`);
const time = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString());
/** Every kind of item with what makes it another one than its like. */
const anyKey = fc.oneof(
  id('evt').map((event) => ({ of: ['event', event], key: keys.eventKey(event) })),
  id('ses').map((session) => ({ of: ['session', session], key: keys.sessionKey(session) })),
  id('ses').map((session) => ({ of: ['seats', session], key: keys.seatsKey(session) })),
  fc
    .tuple(id('ses'), fc.nat(15))
    .map(([session, shard]) => ({ of: ['counts', session, shard], key: keys.countsKey(session, shard) })),
  id('par').map((person) => ({ of: ['person', person], key: keys.participantKey(person) })),
  fc.tuple(id('ses'), id('par')).map(([session, person]) => ({
    of: ['registration', session, person],
    key: keys.registrationKey(session, person),
  })),
  fc
    .tuple(
      fc.constantFrom(
        ['newcomer', keys.newcomerKey] as const,
        ['waiter', keys.waiterKey] as const,
        ['freed seat', keys.freedSeatKey] as const,
      ),
      id('ses'),
      id('par'),
      time,
    )
    .map(([[kind, key], session, person, at]) => ({
      of: [kind, session, person, at],
      key: key(session, person, `${at}#${person}`),
    })),
  fc.tuple(id('ses'), id('par'), time).map(([session, person, at]) => ({
    of: ['suspect', session, person, at],
    key: keys.suspectKey(session, person, at),
  })),
  fc
    .tuple(id('evt'), digits)
    .map(([event, hash]) => ({ of: ['idempotency', event, hash], key: keys.idempotencyKey(event, hash) })),
  digits.map((message) => ({ of: ['mail', message], key: keys.mailKey(message) })),
  id('grp').map((group) => ({ of: ['group', group], key: keys.groupKey(group) })),
  fc.tuple(id('grp'), fc.nat(15)).map(([group, shard]) => ({
    of: ['group counts', group, shard],
    key: keys.groupCountsKey(group, shard),
  })),
  fc.string({ minLength: 1 }).map((name) => ({ of: ['group name', name], key: keys.groupNameKey(name) })),
  fc.tuple(id('grp'), id('par')).map(([group, person]) => ({
    of: ['member', group, person],
    key: keys.memberKey(group, person),
  })),
  digits.map((name) => ({ of: ['variable', name], key: keys.variableKey(name) })),
  fc
    .tuple(id('par'), time, digits, fc.constantFrom('changed', 'opted-out'))
    .map(([person, at, act, kind]) => ({
      of: ['history', person, at, act, kind],
      key: keys.historyKey(person, at, act, kind),
    })),
  fc.oneof(id('imp'), id('exp')).map((job) => ({ of: ['job', job], key: keys.jobKey(job) })),
  fc
    .tuple(id('imp'), fc.nat(10_000_000))
    .map(([job, line]) => ({ of: ['fault', job, line], key: keys.faultKey(job, line) })),
);
/** The same few ids for all kinds: whatever can collide does. */
const closeKey = fc
  .constantFrom(...Array.from({ length: 3 }, (_, n) => String(n).repeat(32)))
  .chain((text) =>
    fc.constantFrom(
      { of: ['event', text], key: keys.eventKey(text) },
      { of: ['session', text], key: keys.sessionKey(text) },
      { of: ['seats', text], key: keys.seatsKey(text) },
      { of: ['counts', text], key: keys.countsKey(text, 1) },
      { of: ['person', text], key: keys.participantKey(`par_${text}`) },
      { of: ['registration', text], key: keys.registrationKey(text, `par_${text}`) },
      { of: ['suspect', text], key: keys.suspectKey(text, `par_${text}`, text) },
      { of: ['idempotency', text], key: keys.idempotencyKey(text, text) },
      { of: ['mail', text], key: keys.mailKey(text) },
      { of: ['job', text], key: keys.jobKey(text) },
      { of: ['fault', text], key: keys.faultKey(text, 1) },
    ),
  );

describe('The keys of the table', () => {
  it('are never those of another item', () => {
    const pair = fc.oneof(fc.tuple(anyKey, anyKey), fc.tuple(closeKey, closeKey));
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const sameThing = JSON.stringify(one.of) === JSON.stringify(other.of);
        const sameKey = one.key.pk === other.key.pk && one.key.sk === other.key.sk;
        expect(sameKey).toBe(sameThing);
      }),
      { numRuns: 5000 },
    );
  });

  it('tell the shard they lie in', () => {
    fc.assert(
      fc.property(id('ses'), id('par'), (session, person) => {
        const shard = shardOf(person);
        expect(shard).toBeGreaterThanOrEqual(0);
        expect(shard).toBeLessThan(SHARDS);
        expect(shardOfPartition(keys.registrationKey(session, person).pk)).toBe(shard);
        expect(shardOfPartition(keys.participantKey(person).pk)).toBe(shard);
      }),
    );
  });

  it('sort sessions by start, jobs by creation and faults by line', () => {
    const early = '2027-03-01T00:00:00.000Z';
    const late = '2027-03-01T00:00:00.001Z';
    expect(keys.sessionListKey('e', early, 'z').gsi1sk < keys.sessionListKey('e', late, 'a').gsi1sk).toBe(
      true,
    );
    expect(keys.jobListKey('import', early, 'z').gsi1sk < keys.jobListKey('import', late, 'a').gsi1sk).toBe(
      true,
    );
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (one, other) => {
        expect(keys.faultLine(one) < keys.faultLine(other)).toBe(one < other);
      }),
    );
  });

  it('spread what lies side by side in a file over all shards', () => {
    const partitions = Array.from({ length: 16 }, (_, line) => keys.faultKey('imp_1', line).pk);
    expect(new Set(partitions).size).toBe(SHARDS);
  });

  it('keep counts in a partition of their own, away from what takes all the writes of another', () => {
    const partitionOf = (where: string) => where.split(' / ')[0]!.replaceAll(/<[^>]+>/g, '<>');
    const places = accessPatterns().filter(({ where }) => !/^gsi\d /.test(where));
    const counts = places.filter(({ entities }) => entities.includes('counts'));
    expect(counts.length).toBeGreaterThan(1);
    for (const place of counts) {
      const beside = places.filter(
        (one) => one !== place && partitionOf(one.where) === partitionOf(place.where),
      );
      expect(beside, place.what).toEqual([]);
    }
    expect(keys.countsKey('ses_1', 3).pk).not.toBe(keys.seatsKey('ses_1').pk);
  });

  it('are made in the key files only', () => {
    const root = new URL('../../..', import.meta.url);
    const others = globSync('{shared,functions}/**/*.ts', { cwd: root }).filter(
      (file) => !file.endsWith('-keys.ts'),
    );
    expect(others.length).toBeGreaterThan(400);
    for (const file of others) {
      const source = readFileSync(new URL(file, root), 'utf8');
      // `[A-Z]#` begins a partition or a sort key; `#name` is a placeholder of an expression.
      expect(source, file).not.toMatch(/`[A-Z]+#\$\{|'[A-Z]+#'/);
    }
  });
});
