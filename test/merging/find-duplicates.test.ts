import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../shared/merging/domain/duplicate-keys.ts';
import type { DuplicatesJob } from '../../shared/merging/domain/duplicates-job.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { RepeatedNumbers } from '../../shared/platform/values/repeated-numbers.ts';
import { listDuplicates } from '../../shared/merging/table/duplicates-items.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { jobSlice } from '../../shared/jobs/usecases/job-slice.ts';
import { duplicatesWork } from '../../shared/merging/usecases/find-duplicates.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { idOf } from '../support/registrants.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
let now = NOW;
let jobs = 0;

const person = (name: string, known: Partial<Participant>): Participant => ({
  id: idOf(name),
  source: 'manual',
  createdAt: '2027-01-01T00:00:00Z',
  version: 1,
  ...known,
});

async function begin(more: Partial<DuplicatesJob> = {}): Promise<string> {
  const id = `dbl_${String((jobs += 1)).padStart(32, '0')}`;
  const job = {
    kind: 'doubles' as const,
    id,
    status: 'waiting' as const,
    createdAt: new Date(NOW).toISOString(),
    createdBy: 'ann',
    version: 1,
    idleSlices: 0,
    attempts: 0,
    pass: 1,
    counts: { looked: 0, groups: 0 },
    isCut: false,
    ...more,
  };
  await createJob(aws.table, job);
  return id;
}

function slice(id: string, table: Table = aws.table, mayGoOn = () => true) {
  now += 10 * 60_000;
  const deps = { table, continueOn: aws.jobs, now: () => now };
  return jobSlice(deps, [duplicatesWork], id, { owner: 'worker', mayGoOn });
}

const found = async (id: string) => (await listDuplicates(aws.table, id, undefined, 100)).groups;

describe('Looking for doubles', () => {
  const people = [
    person('a', { email: 'Ann@example.com', phone: '+49 (30) 123-4567' }),
    person('b', { email: 'ann.b@example.com', phone: '0049 30 1234567' }),
    person('c', { firstName: 'Bob', lastName: 'STRAßE', company: 'Acme  Ltd' }),
    person('d', { firstName: 'bob', lastName: 'Strasse', company: 'ACME Ltd', phone: '123' }),
    person('e', { channel: 'telegram', externalId: '@Carl', phone: '123' }),
    person('f', { channel: 'telegram', externalId: 'carl' }),
    person('g', { email: 'd.an+news@googlemail.com' }),
    person('h', { email: 'dan@gmail.com', firstName: 'Dan' }),
    person('i', { channel: 'vk', externalId: '7', email: 'ANN@example.com' }),
    person('j', { email: 'dead@example.com', phone: '+49 30 1234567', deletedAt: 'then' }),
    person('k', { firstName: 'Eve', company: 'Acme' }),
    person('l', { firstName: 'Eve', company: 'Acme' }),
  ];

  it('names groups with their reasons, the strongest first, and leaves strangers and deleted people alone', async () => {
    await insertParticipants(aws.table, people);
    const id = await begin();
    expect(await slice(id)).toBe('finished');
    const ids = (...names: string[]) => names.map(idOf).sort();
    expect((await found(id)).map(({ reasons, ids: some }) => [reasons, [...some].sort()])).toEqual(
      expect.arrayContaining([
        [['same-address', 'similar-address'], ids('a', 'i')],
        [['same-address'], ids('e', 'f')],
        [['same-phone'], ids('a', 'b')],
        [['same-name-and-company'], ids('c', 'd')],
        [['similar-address'], ids('g', 'h')],
      ]),
    );
    expect(await found(id)).toHaveLength(5);
    expect((await found(id)).at(-1)!.reasons).toEqual(['similar-address']);
    expect(await getJob(aws.table, id)).toMatchObject({ status: 'done', counts: { looked: 12, groups: 5 } });
  });

  it('ends the same wherever its worker is killed, and gives up after three walks', async () => {
    const expected = await found(`dbl_${'1'.padStart(32, '0')}`);
    for (let atCall = 1; ; atCall += 7) {
      const id = await begin();
      const died = await slice(id, { ...aws.table, client: mortal(aws.table.client, atCall, true) }).then(
        () => false,
        () => true,
      );
      await slice(id);
      expect(await found(id)).toEqual(expected);
      if (!died) break;
    }
    const id = await begin();
    for (let n = 0; n < 4; n += 1) await slice(id, aws.table, () => false);
    const job = (await getJob(aws.table, id))!;
    expect([isFinished(job), job.status, job.reason]).toEqual([true, 'failed', 'stuck']);
  });

  it('names at most twenty people of one group, and says how many there are', async () => {
    const office = Array.from({ length: 25 }, (_, n) => person(`office${n}`, { phone: '+1 555 0000 111' }));
    await insertParticipants(aws.table, office);
    const id = await begin();
    await slice(id);
    expect((await found(id)).find(({ total }) => total === 25)?.ids).toHaveLength(20);
  });
});

describe('Looking for doubles among phones', () => {
  it('takes those without a country code for phones of the country that is told, and of none where none is', async () => {
    const phones = { home: '0171 765 43 21', abroad: '+49 171 7654321', swiss: '+41 171 7654321' };
    await insertParticipants(
      aws.table,
      Object.entries(phones).map(([name, phone]) => person(name, { phone })),
    );
    const pair = [idOf('home'), idOf('abroad')].sort();
    const groupsOf = async (more: Partial<DuplicatesJob>) => {
      const id = await begin(more);
      await slice(id);
      return (await found(id)).map(({ ids }) => [...ids].sort());
    };
    expect(await groupsOf({ homeCountryCode: '49' })).toContainEqual(pair);
    expect(await groupsOf({})).not.toContainEqual(pair);
  });
});

describe('What two records of one person have in common', () => {
  const texts = (known: Partial<Participant>) => duplicateKeys(person('x', known)).map(({ text }) => text);

  it('does not hang on case, Unicode form or invisible signs, and does not take letters of other scripts for the same', () => {
    const forms = [
      'STRASSE@example.com',
      'straße@example.com',
      'ｓｔｒａｓｓｅ@example.com',
      'stra\u200bsse@example.com',
    ];
    expect(new Set(forms.flatMap((email) => texts({ email })))).toHaveLength(1);
    expect(texts({ email: 'аnn@example.com' })).not.toEqual(texts({ email: 'ann@example.com' }));
  });

  it.each([
    ['49', '0171 1234567', '491711234567'],
    ['49', '171/1234567', '491711234567'],
    ['49', '+41 44 1234567', '41441234567'],
    [undefined, '+49 (0)171 1234567', '491711234567'],
    ['49', '0049 (0) 171 1234567', '491711234567'],
    ['7', '+7 (912) 345-67-89', '79123456789'],
    ['49', '0041 44 1234567', '41441234567'],
    ['49', '49 171 1234567', '491711234567'],
    ['7', '8 (912) 345-67-89', '79123456789'],
    ['39', '06 1234567', '39061234567'],
    ['1', '555 000 0111', '15550000111'],
    ['49', '123456', undefined],
    [undefined, '0171 1234567', '01711234567'],
  ])('is a phone with the country code, where %s is at home and %s is written', (home, phone, text) => {
    expect(duplicateKeys(person('x', { phone }), home).map((key) => key.text)).toEqual(text ? [text] : []);
  });

  it('is nothing where nothing is said', () => {
    expect(texts({})).toEqual([]);
    expect(texts({ phone: '110', firstName: 'Ann', company: '' })).toEqual([]);
  });
});

describe('Repeated numbers', () => {
  it('are found among a million, and cut where there are too many', () => {
    const numbers = new RepeatedNumbers();
    for (let n = 0; n < 1_000_000; n += 1) numbers.add(n % 999_990);
    expect(numbers.find(100)).toEqual({ numbers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], isCut: false });
    expect(numbers.find(3)).toEqual({ numbers: [0, 1, 2], isCut: true });
  });
});
