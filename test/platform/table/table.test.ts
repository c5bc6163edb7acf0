import { BatchExecuteStatementCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import * as z from 'zod';
import { afterEach, describe, expect, it } from 'vitest';
import { ImportJob } from '../../../shared/imports/domain/import-job.ts';
import { ExportJob, ExportRequest } from '../../../shared/exports/domain/export-job.ts';
import type { Participant } from '../../../shared/people/domain/participant.ts';
import { listFaults, putFaults, type ImportFault } from '../../../shared/imports/table/fault-items.ts';
import { insertParticipants } from '../../../shared/people/table/insert-participants.ts';
import { entityVersions } from '../../../shared/platform/table/entity-versions.ts';
import { readItem, stamp } from '../../../shared/platform/table/item.ts';
import { listJobs, saveJob } from '../../../shared/jobs/table/job-items.ts';
import { claimMail, recordMailSent } from '../../../shared/mail/table/mail-items.ts';
import {
  getParticipant,
  getParticipants,
  updateImported,
} from '../../../shared/people/table/participant-items.ts';
import { queryPage } from '../../../shared/platform/table/query-page.ts';
import { retryUnprocessed } from '../../../shared/platform/table/retry-unprocessed.ts';
import { transact } from '../../../shared/platform/table/transact.ts';
import { updateExpression } from '../../../shared/platform/table/update-expression.ts';
import type { ShardPlace } from '../../../shared/platform/values/shard-place.ts';
import { FIRST_SHARD, walkShards } from '../../../shared/platform/table/walk-shards.ts';
import { beginExport } from '../../../shared/exports/usecases/begin-export.ts';
import { NOW, planDeps } from '../../support/factories.ts';
import { getJob } from '../../support/stored-jobs.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';
import { rounds } from '../../support/rounds.ts';

const aws = useLocalAws();
let unique = 0;
const name = (prefix: string) => `${prefix}-${(unique += 1)}`;
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

afterEach(() => {
  aws.faults.set(1, []);
});

const put = (item: Record<string, unknown>) =>
  aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item: item }));

describe('Reading an item', () => {
  const schema = z.object({ email: z.email(), age: z.number() });
  const item = { pk: 'PEOPLE#01', sk: 'x', ...stamp('participant'), email: 'canary@example.com', age: 7 };

  it('gives what the schema knows', () => {
    expect(readItem(schema, 'participant', item)).toEqual({ email: 'canary@example.com', age: 7 });
  });

  it.each([
    ['another entity', { ...item, entity: 'job' }],
    ['no entity', { ...item, entity: undefined }],
    ['a newer version', { ...item, v: 2 }],
    ['a version that is no number', { ...item, v: '1' }],
    ['a missing field', { ...item, age: undefined }],
    ['a field of another type', { ...item, age: 'canary@example.com' }],
    ['a field of another form', { ...item, email: 'canary at example.com' }],
  ])('fails loudly for %s, and names the place, never the person', (_, broken) => {
    const act = () => readItem(schema, 'participant', broken);
    expect(act).toThrow(/participant/);
    expect(act).not.toThrow(/canary/);
  });
});

describe('The versions of an entity', () => {
  const schema = z.object({ age: z.number().default(0) });
  const item = (v: unknown) => ({ pk: 'PEOPLE#01', sk: 'x', entity: 'participant', v });
  const written = (v: number) => ({ participant: { newest: 3, written: v } });

  it('are read in the newest and the one before, whichever is written', () => {
    for (const versions of [written(2), written(3)])
      for (const v of [2, 3]) expect(readItem(schema, 'participant', item(v), versions)).toEqual({ age: 0 });
  });

  it.each([1, 4, 0, '3', undefined])('fail loudly in another: %s', (v) => {
    expect(() => readItem(schema, 'participant', item(v), written(3))).toThrow(
      `Expected a participant of version 2 or 3 in PEOPLE item, found participant ${String(v)}.`,
    );
  });

  it('are each entity’s own: a change of one leaves the others as they are', () => {
    expect(stamp('participant', written(2))).toEqual({ entity: 'participant', v: 2 });
    expect(stamp('job', written(2))).toEqual({ entity: 'job', v: 1 });
    const job = { pk: 'JOB#1', sk: 'JOB', entity: 'job', v: 1 };
    expect(readItem(schema, 'job', job, written(3))).toEqual({ age: 0 });
    expect(() => readItem(schema, 'job', { ...job, v: 2 }, written(3))).toThrow('version 1 in JOB');
  });

  it('come in by two deployments: what is written is what the release before reads', () => {
    for (const [entity, { newest, written: now }] of Object.entries(entityVersions))
      expect([newest - 1, newest], entity).toContain(now);
  });
});

describe('Walking the shards of a list', () => {
  const partitionOf = (list: string) => (shard: number) => `LIST#${list}#${String(shard).padStart(2, '0')}`;
  const walk = async (list: string, limitOf: () => number, between?: () => Promise<unknown>) => {
    const seen: string[] = [];
    for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
      const limit = limitOf();
      const page: { items: Record<string, unknown>[]; next?: ShardPlace } = await walkShards(
        aws.table,
        partitionOf(list),
        place,
        limit,
      );
      expect(page.items.length).toBeLessThanOrEqual(limit);
      if (page.next) expect(page.items).toHaveLength(limit);
      seen.push(...page.items.map((item) => `${String(item['pk'])}/${String(item['sk'])}`));
      place = page.next;
      await between?.();
    }
    return seen;
  };

  it('meets every item exactly once, whatever the page sizes, also while others insert', async () => {
    const items = fc.array(fc.record({ shard: fc.nat(15), sk: fc.stringMatching(/^[a-z]{1,6}$/) }), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(
        items,
        items,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        async (before, during, limits) => {
          const list = name('walk');
          const keyOf = (one: { shard: number; sk: string }) => ({
            pk: partitionOf(list)(one.shard),
            sk: one.sk,
          });
          await Promise.all(before.map((one) => put(keyOf(one))));
          const late = [...during];
          let page = 0;
          const seen = await walk(
            list,
            () => limits[(page += 1) % limits.length]!,
            async () => {
              const one = late.shift();
              if (one) await put(keyOf(one));
            },
          );
          expect(new Set(seen).size).toBe(seen.length);
          const path = (one: { shard: number; sk: string }) => `${keyOf(one).pk}/${keyOf(one).sk}`;
          const expected = new Set(before.map(path));
          expect(expected.difference(new Set(seen))).toEqual(new Set());
          expect(new Set(seen).difference(expected.union(new Set(during.map(path))))).toEqual(new Set());
        },
      ),
      { numRuns: rounds(25) },
    );
  });

  it('of an empty list ends at once', async () => {
    expect(await walkShards(aws.table, partitionOf(name('empty')), FIRST_SHARD, 10)).toEqual({ items: [] });
  });

  it('goes on over pages that DynamoDB cut at 1 MB', async () => {
    const partition = `LIST#${name('large')}`;
    for (let n = 0; n < 5; n += 1) await put({ pk: partition, sk: String(n), text: 'x'.repeat(300_000) });
    const page = await queryPage(aws.table, { partition, limit: 100 });
    expect(page.more).toBe(true);
    expect(page.items.length).toBeLessThan(5);
    const all = await walkShards(
      aws.table,
      (shard) => (shard === 3 ? partition : 'NOTHING'),
      FIRST_SHARD,
      100,
    );
    expect(all.items.map((item) => item['sk'])).toEqual(['0', '1', '2', '3', '4']);
  });
});

const personOf = (digit: string, firstName: string): Participant => ({
  id: `par_${digit.padStart(32, '0')}`,
  email: `${digit}@example.com`,
  firstName,
  source: 'import',
  createdAt: at(0),
  version: 1,
});

describe('Inserting participants', () => {
  it('tells which were there already, inserts the others, and overwrites nobody', async () => {
    const people = Array.from({ length: 25 }, (_, n) => personOf(`a${n}`, 'First'));
    expect(await insertParticipants(aws.table, people.slice(0, 10))).toEqual(new Set());
    const again = people.map((person) => ({ ...person, firstName: 'Second', optedOutAt: undefined }));
    expect(await insertParticipants(aws.table, again)).toEqual(
      new Set(people.slice(0, 10).map(({ id }) => id)),
    );
    const stored = await getParticipants(
      aws.table,
      people.map(({ id }) => id),
    );
    expect([...stored.values()].filter((person) => person.firstName === 'First')).toHaveLength(10);
    expect(stored.size).toBe(25);
  });

  it('reads back what it wrote, whatever the texts are', async () => {
    let n = 0;
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((one) => one.normalize('NFC').trim());
    await fc.assert(
      fc.asyncProperty(text, text, async (firstName, company) => {
        const person = { ...personOf(`b${(n += 1)}`, firstName), company, utm: { source: company } };
        await insertParticipants(aws.table, [person]);
        expect(await getParticipant(aws.table, person.id)).toEqual(person);
      }),
      { numRuns: rounds(50) },
    );
  });

  it('loses nobody when DynamoDB takes half of a batch or loses its answer', async () => {
    aws.faults.set(9, [
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'unprocessed', rate: 0.5 },
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'timeout-after-success', rate: 0.2 },
      { service: 'dynamodb', action: 'BatchGetItem', kind: 'unprocessed', rate: 0.5 },
    ]);
    const people = Array.from({ length: 25 }, (_, n) => personOf(`c${n}`, 'First'));
    await insertParticipants(aws.table, people);
    const stored = await getParticipants(
      aws.table,
      people.map(({ id }) => id),
    );
    aws.faults.set(9, []);
    expect(stored.size).toBe(25);
  });

  it('fails loudly when a statement fails for good', async () => {
    const client = mockClient(DynamoDBDocumentClient);
    // The engine refuses such a batch as a whole; DynamoDB may refuse one statement of it.
    client
      .on(BatchExecuteStatementCommand)
      .resolves({ Responses: [{ Error: { Code: 'ValidationError', Message: 'Item too large' } }] });
    try {
      await expect(insertParticipants(aws.table, [personOf('d', 'D')])).rejects.toThrow(/Item too large/);
    } finally {
      client.restore();
    }
  });

  it('changes details only as they were seen', async () => {
    const person = personOf('e', 'First');
    await insertParticipants(aws.table, [person]);
    const mark = { importId: 'imp_1', line: 2, outcome: 'updated' as const };
    const results = await Promise.all(
      ['One', 'Two', 'Three'].map((firstName) =>
        updateImported(aws.table, person, { set: { firstName, importMark: mark } }),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await getParticipant(aws.table, person.id)).toMatchObject({ version: 2, importMark: mark });
  });
});

describe('Sending again what was left undone', () => {
  it('sends the rest until all is done', async () => {
    const sent: number[][] = [];
    await retryUnprocessed([1, 2, 3, 4], (batch) => {
      sent.push(batch);
      return Promise.resolve(batch.slice(1));
    });
    expect(sent).toEqual([[1, 2, 3, 4], [2, 3, 4], [3, 4], [4]]);
    await retryUnprocessed([], () => Promise.reject(new Error('nothing is to be sent')));
  });
});

describe('Faults of an import', () => {
  const fault = (line: number, cells = ['x']): ImportFault => ({ line, code: 'c', message: 'M.', cells });
  const expiresAt = Math.floor(NOW / 1000) + 1000;
  const pagesOf = async (importId: string, limit: number) => {
    const lines: number[] = [];
    for (let more = true; more;) {
      const page = await listFaults(aws.table, importId, lines.at(-1) ?? 0, limit);
      lines.push(...page.faults.map((one) => one.line));
      expect(page.faults.length).toBeLessThanOrEqual(limit);
      more = page.more;
    }
    return lines;
  };

  it('come back in the order of the file, each once, whatever the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 2, max: 5000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        async (lines, limit) => {
          const importId = name('imp');
          await putFaults(
            aws.table,
            importId,
            lines.map((line) => fault(line)),
            expiresAt,
          );
          await putFaults(
            aws.table,
            importId,
            lines.map((line) => fault(line)),
            expiresAt,
          );
          expect(await pagesOf(importId, limit)).toEqual(lines.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: rounds(25) },
    );
  });

  it('are not passed over where one shard’s page is cut at 1 MB', async () => {
    const importId = name('imp');
    const large = Array.from({ length: 6 }, (_, n) => fault(16 * (n + 1), ['y'.repeat(250_000)]));
    const small = Array.from({ length: 100 }, (_, n) => fault(n + 1)).filter(({ line }) => line % 16 !== 0);
    await putFaults(aws.table, importId, [...small, ...large], expiresAt);
    expect(await pagesOf(importId, 1000)).toEqual(
      [...small, ...large].map(({ line }) => line).toSorted((a, b) => a - b),
    );
  });
});

describe('The ledger of mails', () => {
  const recipient = { participantId: 'par_1', eventId: 'evt_1' };
  const claim = (messageId: string, second = 0) =>
    claimMail(aws.table, messageId, recipient, {
      owner: name('owner'),
      nowMs: NOW + second * 1000,
    });

  it('gives a mail to exactly one of twenty', async () => {
    const messageId = name('mail');
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(messageId)));
    expect(claims.filter((one) => one === 'ours')).toHaveLength(1);
    expect(claims.filter((one) => one === 'claimed')).toHaveLength(19);
  });

  it('is busy while the lease lasts, and gives the mail to the next one afterwards', async () => {
    const messageId = name('mail');
    expect(await claim(messageId)).toBe('ours');
    expect(await claim(messageId, 120)).toBe('claimed');
    const late = await Promise.all([claim(messageId, 121), claim(messageId, 121), claim(messageId, 121)]);
    expect(late.toSorted()).toEqual(['claimed', 'claimed', 'ours']);
  });

  it('never gives away what was sent', async () => {
    const messageId = name('mail');
    await claim(messageId);
    await recordMailSent(aws.table, messageId, { at: at(1), providerId: 'ses-1' });
    expect([await claim(messageId, 1), await claim(messageId, 100_000)]).toEqual(['sent', 'sent']);
  });

  it('gives a mail to one only when answers are lost', async () => {
    aws.faults.set(2, [
      { service: 'dynamodb', action: 'UpdateItem', kind: 'timeout-after-success', rate: 0.4 },
    ]);
    const messageId = name('mail');
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(messageId)));
    expect(claims.filter((one) => one === 'ours').length).toBeLessThanOrEqual(1);
  });
});

describe('A job', () => {
  const newJob = () => beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');

  it('is saved by one of two who read the same state', async () => {
    const job = await newJob();
    const saved = await Promise.all([
      saveJob(aws.table, { ...job, rows: 1 }),
      saveJob(aws.table, { ...job, rows: 2 }),
    ]);
    const winner = saved.find((one) => one !== undefined);
    expect(saved.filter((one) => one === undefined)).toHaveLength(1);
    expect(await getJob(aws.table, job.id)).toEqual(winner);
    expect(winner?.version).toBe(2);
  });

  it('forgets what the next state does not have', async () => {
    const job = await newJob();
    const held = await saveJob(aws.table, {
      ...job,
      lease: { owner: 'a', until: at(9) },
      upload: { key: 'k', uploadId: 'u', parts: [] },
    });
    const free = await saveJob(aws.table, { ...held!, lease: undefined, upload: undefined });
    const stored = await getJob(aws.table, job.id);
    expect(stored).not.toHaveProperty('lease');
    expect(stored).not.toHaveProperty('upload');
    expect(stored).toEqual(JSON.parse(JSON.stringify(free)));
  });

  it('is listed newest first, page by page', async () => {
    const made = [];
    for (let n = 0; n < 7; n += 1)
      made.push(
        await beginExport(
          { ...planDeps(aws.table), now: () => NOW + 1e9 + n },
          ExportRequest.parse({}),
          'test',
        ),
      );
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more && seen.length < 7;) {
      const page = await listJobs(aws.table, ExportJob, after, 3);
      seen.push(...page.jobs.map((job) => job.id));
      after = page.next;
      more = after !== undefined;
    }
    expect(seen.slice(0, 7)).toEqual(made.map((job) => job.id).toReversed());
    expect((await listJobs(aws.table, ImportJob, undefined, 10)).jobs).toEqual([]);
  });
});

describe('A transaction', () => {
  const putNew = (key: { pk: string; sk: string }) => ({
    Put: { TableName: aws.table.name, Item: key, ConditionExpression: 'attribute_not_exists(pk)' },
  });

  it('is tried again when it meets another one', async () => {
    aws.faults.set(4, [{ service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 0.5 }]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => transact(aws.table, [putNew({ pk: name('TX'), sk: 'x' })])),
    );
    expect(outcomes.every((outcome) => outcome.done)).toBe(true);
  });

  it('gives up loudly when it meets others for ever', async () => {
    aws.faults.set(4, [{ service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 1 }]);
    await expect(transact(aws.table, [putNew({ pk: name('TX'), sk: 'x' })])).rejects.toThrow();
  });

  it('tells which condition stood in the way, and writes nothing then', async () => {
    const taken = { pk: name('TX'), sk: 'x' };
    const free = { pk: name('TX'), sk: 'x' };
    await transact(aws.table, [putNew(taken)]);
    const outcome = await transact(aws.table, [putNew(free), putNew(taken)]);
    expect(outcome).toMatchObject({ done: false, refused: [{ index: 1 }] });
    expect((await queryPage(aws.table, { partition: free.pk })).items).toEqual([]);
  });
});

describe('A patch', () => {
  it('goes through placeholders, whatever the attribute is called', async () => {
    const pk = name('PATCH');
    const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb');
    const names = ['status', 'size', 'name', 'SET', 'count'];
    const patch = updateExpression({
      set: Object.fromEntries(names.map((attribute) => [attribute, '#n :v SET x = y'])),
      keep: { kept: 1 },
      increase: { total: 2 },
      addTo: { tags: 'a' },
    });
    for (let time = 0; time < 2; time += 1)
      await aws.table.client.send(
        new UpdateCommand({ TableName: aws.table.name, Key: { pk, sk: 'x' }, ...patch }),
      );
    const [item] = (await queryPage(aws.table, { partition: pk })).items;
    expect(item).toMatchObject({ kept: 1, total: 4, tags: new Set(['a']), status: '#n :v SET x = y' });
  });
});
