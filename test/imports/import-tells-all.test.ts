import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { participantStatus } from '../../shared/people/domain/wish.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getGroups } from '../../shared/groups/table/group-items.ts';
import { rounds } from '../support/rounds.ts';
import { identityKey, readText } from '../support/run-jobs.ts';
import { lines, useImports } from '../support/use-imports.ts';

const { aws, run, importFile } = useImports();

let files = 0;
const named = (name: string, content: string, metadata: Record<string, string> = {}) =>
  importFile(`${(files += 1)}/${name}`, content, metadata);
const statusOf = async (email: string) =>
  participantStatus((await getParticipant(aws.table, participantIdOf(identityKey, email)))!);
const summaryOf = async (job: ImportJob) =>
  JSON.parse(await readText(aws.imports, `reports/${job.id}/summary.json`)) as Record<string, unknown>;

describe('Wish columns of one file', () => {
  it.each([
    ['Opted out of email: Marketing Information,Unsubscribed from all email', 'false,true'],
    ['Unsubscribed from all email,Opted out of email: Marketing Information', 'false,true'],
    ['Accepts marketing,Newsletter,Status', 'yes,no,active'],
    ['Status,Email status,Unsubscribed', 'active,subscribed,2026-01-02'],
    ['EMAIL_BLACKLISTED', 'Yes'],
    ['Email Subscription Status', 'unsubscribed'],
    ['Marketing status', 'unsubscribed'],
    ['Blocked', 'Yes'],
    ['Banned', 'true'],
    ['Werbesperre', 'ja'],
    ['Liste noire', 'oui'],
    ['Согласие на получение рассылки', 'нет'],
    ['Subscription status', 'cancelled'],
  ])('all count, the strictest word of all: %s', async (names, cells) => {
    const email = `w${Buffer.from(names).toString('hex').slice(0, 40)}@wish.example.com`;
    const job = await run(lines(`Email,${names}`, `${email},${cells}`));
    expect(job).toMatchObject({ status: 'done', counts: { created: 1, failed: 0 } });
    expect(await statusOf(email)).toBe('unsubscribed');
  });

  it('may tell of bounces and complaints, and of both', async () => {
    await run(
      lines('Email,Hard bounced,Spam complaint', 'b1@wish.example.com,yes,no', 'b2@wish.example.com,yes,1'),
    );
    expect(await statusOf('b1@wish.example.com')).toBe('bounced');
    expect(await statusOf('b2@wish.example.com')).toBe('complained');
  });

  it('may all be mapped by hand, to the same meaning', async () => {
    const mapping = JSON.stringify({
      columns: [
        { column: 'A', to: 'optedOut' },
        { column: 'B', to: 'optedOut' },
        { column: 'C', to: 'optedIn' },
      ],
    });
    const job = await run(
      lines(
        'Email,A,B,C',
        'm1@wish.example.com,no,yes,yes',
        'm2@wish.example.com,no,no,no',
        'm3@wish.example.com,no,no,yes',
      ),
      { mapping },
    );
    expect(job).toMatchObject({ status: 'done', counts: { created: 3 } });
    expect(await Promise.all(['m1', 'm2', 'm3'].map((one) => statusOf(`${one}@wish.example.com`)))).toEqual([
      'unsubscribed',
      'unsubscribed',
      'active',
    ]);
  });

  it.each(['active', 'cancelled'])('know the words of Kit beside somebody who is %s', async (other) => {
    const email = `kit-${other}@wish.example.com`;
    const job = await run(lines('email,Subscription state', `${email},cancelled`, `o${email},${other}`), {
      mapping: JSON.stringify({ columns: [{ column: 2, to: 'status' }] }),
    });
    expect(job.counts).toMatchObject({ created: 2 });
    expect(await statusOf(email)).toBe('unsubscribed');
  });

  it('that nobody understands hold the import, and an answer lets it go on', async () => {
    const file = lines('Email,GDPR', 'g1@wish.example.com,no', 'g2@wish.example.com,yes');
    const job = await run(file);
    expect(job).toMatchObject({
      status: 'waiting',
      heldFor: 'mail-wish',
      questions: [{ question: 'mail-wish', column: 2, columnName: 'GDPR', examples: ['no', 'yes'] }],
    });
    const told = await run(file, {
      mapping: JSON.stringify({ columns: [{ column: 'GDPR', to: 'optedIn' }] }),
    });
    expect(told).toMatchObject({ status: 'done', counts: { created: 2 } });
    expect(await statusOf('g1@wish.example.com')).toBe('unsubscribed');
    expect(await statusOf('g2@wish.example.com')).toBe('active');
  });
});

describe('Columns that nobody asked for and somebody may miss', () => {
  const questions = async (head: string, cell: string, metadata: Record<string, string> = {}) => {
    const job = await run(lines(`Email,${head}`, `q@lost.example.com,${cell}`), metadata);
    expect(job).toMatchObject({ status: 'done' });
    expect((await summaryOf(job))['questions']).toEqual(job.questions);
    return job.questions?.map(({ question, column, optional }) => [question, column, optional]);
  };

  it.each([
    ['Tags', 'vip'],
    ['Group Membership', '* myContacts'],
    ['Категории', 'клиенты'],
  ])('are groups: %s is asked about, and the import goes on', async (head, cell) => {
    expect(await questions(head, cell)).toEqual([['groups', 2, true]]);
  });

  it.each([
    'Record ID',
    'contactId',
    'user_uuid',
    'ID',
    'Member ID (GUID)',
    'ID клиента (ID)',
    'ID du contact',
    'ID de registro',
    'Идентификатор',
  ])('are ids of another system: %s is asked about, and the import goes on', async (head) => {
    expect(await questions(head, '5100000000000000017')).toEqual([['ids', 2, true]]);
  });

  it.each([
    ['Paid', 'yes'],
    ['Madrid', 'x'],
    ['Tags', ''],
    ['Record ID', ''],
  ])('are not those that are something else, or empty: %s, "%s"', async (head, cell) => {
    expect(await questions(head, cell)).toBeUndefined();
  });

  it('are not asked about any more once they are mapped', async () => {
    const mapping = JSON.stringify({
      columns: [
        { column: 2, to: 'groups' },
        { column: 3, to: 'ignored' },
      ],
    });
    expect(await questions('Tags,Record ID', 'vip,51', { mapping })).toBeUndefined();
  });
});

describe('The name of a file', () => {
  it.each([
    ['cleaned_members_export_1a2b.csv', 'bounced', 'bounced'],
    ['unsubscribed_email_audience_export_1a2b.csv', 'unsubscribed', 'unsubscribed'],
  ])('of Mailchimp holds of everybody in it: %s', async (name, everybody, status) => {
    const email = `${everybody}@name.example.com`;
    const job = await named(name, lines('Email Address,First Name', `${email},Ann`));
    expect(job).toMatchObject({ status: 'done', everybody, counts: { created: 1 } });
    expect(await statusOf(email)).toBe(status);
    expect(await summaryOf(job)).toMatchObject({ everybody });
  });

  it.each([
    ['Unsubscribed contacts.csv', 'n1', 'Email\r\nn1@name.example.com\r\n'],
    ['suppression-list.txt', 'n2', 'n2@name.example.com\r\nn0@name.example.com\r\n'],
    ['nonsubscribed_members_export.csv', 'n3', 'Email\r\nn3@name.example.com\r\n'],
    ['Отписавшиеся.csv', 'n4', 'Email\r\nn4@name.example.com\r\n'],
  ])('that sounds as if nobody wanted mail is asked about: %s', async (name, who, content) => {
    const email = `${who}@name.example.com`;
    expect(await named(name, content)).toMatchObject({ status: 'waiting', heldFor: 'mail-wish-of-all' });
    const mapping = (everybody: string) => ({ mapping: JSON.stringify({ everybody }) });
    expect(await named(name, content, mapping('as-told'))).toMatchObject({ status: 'done' });
    expect(await statusOf(email)).toBe('active');
    expect(await named(name, content, mapping('complained'))).toMatchObject({ status: 'done' });
    expect(await statusOf(email)).toBe('complained');
  });

  it('asks nothing where a column tells', async () => {
    const file = lines('Email,Status', 'n5@name.example.com,unsubscribed', 'n6@name.example.com,active');
    expect(await named('bounced and unsubscribed.csv', file)).toMatchObject({ status: 'done' });
    expect(await statusOf('n6@name.example.com')).toBe('active');
  });
});

describe('The summary beside a file', () => {
  it('of an import that waits says what is asked and how to answer', async () => {
    const job = await run(lines('Email,GDPR', 's1@lost.example.com,no'));
    const { questions } = job;
    expect(await summaryOf(job)).toMatchObject({ status: 'waiting', heldFor: 'mail-wish', questions });
    expect((await summaryOf(job))['next']).toContain(`POST /v1/imports/${job.id}/start`);
  });

  it.each([
    ['no-email-column', 'Name,Town\r\nAnn,Ulm\r\n'],
    ['not-csv', '%PDF-1.7'],
    ['empty', ' '],
  ])('of one that failed says why: %s', async (reason, content) => {
    const job = await run(content);
    expect(job.status).toBe('failed');
    expect(await summaryOf(job)).toMatchObject({
      status: 'failed',
      reason,
      detail: job.detail,
      counts: { read: 0 },
    });
  });
});

describe('Tags', () => {
  it.each([
    ['Tags', '"""a tag"",""b tag"""', ['a tag', 'b tag']],
    ['Group Membership', '* myContacts ::: Friends', ['Friends']],
    ['Categories', 'Red;Blue', ['Blue', 'Red']],
  ])(
    'become groups when they are mapped to them, as their product parts them: %s',
    async (name, cell, groups) => {
      const email = `${name.replaceAll(' ', '')}@tags.example.com`.toLowerCase();
      const file = lines(`Email,${name}`, `${email},${cell}`);
      const offered = await run(file);
      expect(offered.columns?.[1]).toMatchObject({ suggest: { to: 'groups' }, notTaken: 1 });
      await run(file, { mapping: JSON.stringify({ columns: [{ column: 2, to: { to: 'groups' } }] }) });
      const person = await getParticipant(aws.table, participantIdOf(identityKey, email));
      const found = await getGroups(aws.table, [...person!.groups!]);
      expect([...found.values()].map((group) => group.name).toSorted()).toEqual(groups);
    },
  );
});

describe('What a file loses', () => {
  it('is told column by column, in the job and in the summary beside the file', async () => {
    const job = await run(
      lines(
        'Email,Shoe size,Hat,Source,Phone 2',
        'l1@lost.example.com,43,,web,',
        'l2@lost.example.com,44,x,web,1',
        'nobody,45,x,web,',
      ),
    );
    const told = [
      { meaning: 'email' },
      { meaning: 'ignored', notTaken: 2 },
      { meaning: 'ignored', notTaken: 1 },
      { meaning: 'ignored', notTaken: 2 },
      { meaning: 'ignored', notTaken: 1 },
    ];
    expect(job).toMatchObject({ notes: { 'cells-ignored': 6 }, columns: told });
    expect(await summaryOf(job)).toMatchObject({ notes: { 'cells-ignored': 6 }, columns: told });
    expect(job.columns?.[0]).not.toHaveProperty('notTaken');
  });

  it('is never lost in silence: a column with cells is taken or told, whatever it is called', async () => {
    const words = fc.constantFrom(
      ...'email mail name first last nom phone mobile no. company (required) * / contact person status state opt out in blocked unsubscribed reason marketing newsletter consent id source labels tags groups channel sms utm_source locale язык имя отписан согласие Vorname Titel 2'.split(
        ' ',
      ),
    );
    const heading = fc.array(words, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '));
    const cell = fc.constantFrom('', 'x', 'yes', 'no', 'unsubscribed', '12', 'de', 'web', '2026-01-02');
    const column = fc.record({ heading, cells: fc.tuple(cell, cell) });
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 6 }), async (columns) => {
        const row = (at: 0 | 1) =>
          [`p${at}@prop.example.com`, ...columns.map(({ cells }) => cells[at])].join(',');
        const file = lines(['Email', ...columns.map((one) => one.heading)].join(','), row(0), row(1));
        const job = await run(file, { 'dry-run': 'true' });
        expect(job.status).toBe('done');
        const failed = job.counts.failed;
        for (const [index, { cells }] of columns.entries()) {
          const { meaning, notTaken = 0 } = job.columns![index + 1]!;
          const filled = cells.filter((one) => one !== '').length;
          const isTaken = meaning !== 'ignored' && meaning !== 'read-only';
          // Rows that fail are told whole.
          if (isTaken) expect(notTaken).toBe(0);
          else expect(notTaken).toBeGreaterThanOrEqual(filled - failed);
        }
      }),
      { seed: 20270301, numRuns: rounds(20), endOnFailure: true },
    );
  });
});
