import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { Wish } from '../../shared/people/domain/wish.ts';
import { noCounts, ImportJob } from '../../shared/imports/domain/import-job.ts';
import { participantIdInChannel, randomParticipantId } from '../../shared/people/domain/identity.ts';
import { foldGroupName } from '../../shared/groups/domain/group.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { READ_LIMITS } from '../../shared/platform/csv/csv-record.ts';
import { getItems } from '../../shared/platform/table/get-items.ts';
import { getIdentities } from '../../shared/people/table/identity-items.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { createGroup, findGroupByName } from '../../shared/groups/table/group-items.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { blockedKey, historyPartition, participantKey } from '../../shared/people/table/person-keys.ts';
import { membersPage } from '../../shared/groups/table/member-items.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { queryPage } from '../../shared/platform/table/query-page.ts';
import { createVariable, listVariables } from '../../shared/variables/table/variable-items.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { NOW } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { counts, lines, useImports } from '../support/use-imports.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey, importFile, jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';

const { aws, clock, run, person, faultsOf, arrive } = useImports();
beforeAll(async () => {
  for (const [name, type, label] of [
    ['city', 'text', 'Wohnort'],
    ['score', 'number', 'Score'],
    ['born', 'date', 'Born'],
    ['vip', 'boolean', 'VIP'],
  ] as const)
    await createVariable(aws.table, { name, type, label, createdAt: '2027-01-01T00:00:00Z', version: 1 });
});

const mapping = (columns: unknown[], more = {}) => JSON.stringify({ columns, ...more });
const members = async (groupId: string) =>
  (
    await Promise.all(
      Array.from({ length: 16 }, (_, shard) => membersPage(aws.table, groupId, shard, undefined, 1000)),
    )
  ).flatMap((page) => page.ids);
const storedGroup = async (name: string) => {
  const id = newId('grp', NOW, randomBytes);
  await createGroup(aws.table, { id, name, createdAt: '2027-01-01T00:00:00Z', version: 1 });
  return id;
};

describe('Columns', () => {
  it('fill ids in channels, UTM tags, variables by name or label, groups, status and consent', async () => {
    const job = await run(
      lines(
        'E-Mail;Канал;External ID;utm_source;variables.score;Wohnort;Groups;Status;consent_time;optin IP',
        'all@example.com;Telegram;@ann;vk;7.5;Ulm;"Alpha\\; one";active;2026-05-01T10:00Z;192.0.2.1',
      ),
    );
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 1, created: 1 }) });
    const group = (await findGroupByName(aws.table, foldGroupName('Alpha; one')))!;
    expect(await person('all@example.com')).toMatchObject({
      channel: 'telegram',
      externalId: '@ann',
      utm: { source: 'vk' },
      variables: { score: 7.5, city: 'Ulm' },
      groups: new Set([group.id]),
      consent: { at: '2026-05-01T10:00Z', ip: '192.0.2.1' },
      createdBy: job.id,
    });
    expect(await members(group.id)).toEqual([idOf('all@example.com')]);
  });

  it('of links take old ones without TLS, and none that would run a script', async () => {
    const job = await run(
      lines(
        'email,profile,avatar',
        'link1@example.com,http://people.example/ann,http://people.example/ann.png',
        'link2@example.com,javascript:alert(1),',
      ),
    );
    expect(job.counts).toEqual(counts({ read: 2, created: 1, failed: 1 }));
    expect(await faultsOf(job)).toMatchObject([{ line: 3, columnName: 'profile', code: 'invalid-value' }]);
    expect(await person('link1@example.com')).toMatchObject({ avatarUrl: 'http://people.example/ann.png' });
  });

  it('of Google Contacts hold several addresses and phones, of which the first is taken', async () => {
    const job = await run(
      lines(
        'E-mail 1 - Value,Phone 1 - Value,Organization Name',
        'g1@example.com ::: g2@example.com,+49 171 1 ::: +49 171 2,Acme',
      ),
    );
    expect(job.counts).toEqual(counts({ read: 1, created: 1 }));
    expect(await person('g1@example.com')).toMatchObject({ phone: '+49 171 1', company: 'Acme' });
  });

  it('forgive blanks, underscores, no-break spaces and a byte order mark in their names', async () => {
    const job = await run('\u{feff}' + lines('\u{a0}E_mail\u{a0},  first\u{a0}NAME ', 'odd@example.com,Odd'));
    expect(job.columns?.map((column) => column.meaning)).toEqual(['email', 'firstName']);
  });

  it('of one name become variables of their own, and the same ones when the file comes again', async () => {
    const twice = [2, 3].map((column) => ({ column, to: 'new-variable', type: 'text' }));
    const file = lines('email,Kind,Kind', 'kind@example.com,one,two');
    await run(file, { mapping: mapping(twice) });
    const { variables } = await person('kind@example.com');
    expect(variables).toEqual({ kind: 'one', kind2: 'two' });
    const again = await run(file, { mapping: mapping(twice) });
    expect(again.counts).toEqual(counts({ read: 1, unchanged: 1 }));
  });

  it('without names have a file of faults without names, which can be mended and sent again', async () => {
    const told = mapping(
      [
        { column: 1, to: 'email' },
        { column: 2, to: 'firstName' },
      ],
      { header: false },
    );
    const job = await run(lines('bare@example.com,Ann', 'broken,Bo'), { mapping: told });
    const faults = await readText(aws.imports, `reports/${job.id}/faults.csv`);
    const back = await run(faults.replace('broken', 'bare2@example.com'), { mapping: told });
    expect(back.counts).toEqual(counts({ read: 1, created: 1 }));
    expect(await person('bare2@example.com')).toMatchObject({ firstName: 'Bo' });
  });

  it.each(['User ID', 'Chat ID', 'Identifiant', 'Kennung', 'externalId'])(
    'of ids whose channel nothing tells are offered as variables where there are addresses: %s',
    async (name) => {
      const job = await run(lines(`Email,${name},First name`, 'ids@example.com,17,Ann'));
      expect(job).toMatchObject({ status: 'done', counts: { read: 1, failed: 0 } });
      expect(job.columns?.[1]).toMatchObject({ meaning: 'ignored', suggest: { to: 'new-variable' } });
      expect(await person('ids@example.com')).not.toHaveProperty('externalId');
    },
  );

  it('guessed to hold a channel cost no row that has an address, those said to hold one do', async () => {
    const file = lines(
      'E-mail;Channel;Identifiant',
      'ads@example.com;Google Ads;17',
      'tg@example.com;telegram;+49 171 1234567',
      'none@example.com;;18',
      ';Google Ads;19',
    );
    const job = await run(file);
    expect(job).toMatchObject({ notes: { 'id-left-out': 3 }, counts: { created: 3, failed: 1 } });
    const asked = await run(file, { mapping: mapping([{ column: 'Channel', to: 'channel' }]) });
    expect(await faultsOf(asked)).toMatchObject([
      { line: 2, columnName: 'Channel', code: 'invalid-value' },
      { line: 3, columnName: 'Identifiant', code: 'phone-number' },
      { line: 4, columnName: 'Identifiant', code: 'channel-missing' },
      { line: 5, columnName: 'Channel', code: 'invalid-value' },
    ]);
  });

  it('of ids leave somebody the id they show when they are named by that of who was merged into them', async () => {
    const list = (id: string, name: string) => lines('channel,chat id,first name', `telegram,${id},${name}`);
    await run(list('@shown', 'Ann'));
    await run(list('@gone', 'Ann'));
    const [shown, gone] = ['@shown', '@gone'].map((id) =>
      participantIdInChannel(identityKey, 'telegram', id),
    ) as [string, string];
    await new IdentityWorld(aws).merge(gone, shown);
    expect((await run(list('@gone', 'Anna'))).counts).toEqual(counts({ read: 1, updated: 1 }));
    expect(await getParticipant(aws.table, shown)).toMatchObject({ firstName: 'Anna', externalId: '@shown' });
  });

  it('of ids that give somebody another place in a channel remember the one they leave', async () => {
    const file = (channel: string) =>
      lines('email,channel,chat id', `moves@x.example,${channel},id-of-moves`);
    await run(file('vk'));
    await run(file('max'));
    const after = await person('moves@x.example');
    expect(after).toMatchObject({ channel: 'max', formerChannels: new Set(['vk']) });
    await patchWish(aws.table, after.id, { set: { deletedAt: '2026-01-01T00:00:00Z' } });
    await run(lines('email', 'moves@x.example'));
    expect((await person('moves@x.example')).formerChannels).toEqual(new Set(['vk', 'max']));
  });

  it('of ids, as our exports write them, name who has neither an address nor an id in a channel', async () => {
    await run(lines('email', 'by-id@example.com'));
    const named = { id: randomParticipantId(randomBytes), firstName: 'Cyd', source: 'manual' as const };
    await insertParticipants(aws.table, [{ ...named, createdAt: '2027-01-01T00:00:00Z', version: 1 }]);
    const nobody = randomParticipantId(randomBytes);
    const file = lines(
      'firstName,email,company,id',
      `Cyd,,A,${named.id}`,
      `Ann,,A,${idOf('by-id@example.com')}`,
      `Bob,by-id2@example.com,A,${named.id}`,
      `Dot,,A,${nobody}`,
      'Eve,,A,',
    );
    const job = await run(file);
    expect(job.counts).toEqual(counts({ read: 5, created: 1, updated: 2, failed: 2 }));
    expect((await faultsOf(job)).map(({ line, code, value }) => [line, code, value])).toEqual([
      [5, 'unknown-id', nobody],
      [6, 'email-missing', ''],
    ]);
    expect(await getParticipant(aws.table, named.id)).toMatchObject({ firstName: 'Cyd', company: 'A' });
    expect(await person('by-id@example.com')).toMatchObject({ firstName: 'Ann', company: 'A' });
    expect(await getParticipant(aws.table, nobody)).toBeUndefined();
    expect((await run(file)).counts).toEqual(counts({ read: 5, unchanged: 3, failed: 2 }));
  });

  it('are what the organizer says, by name or position, and unknown ones become variables when asked', async () => {
    const job = await run(lines('email,x,x,Shoe size', 'mapped@example.com,Ann Maria Lee,Oslo,43'), {
      mapping: mapping([
        { column: 2, to: 'fullName' },
        { column: 3, to: 'variables.city' },
        { column: 'shoe SIZE', to: 'new-variable:number' },
      ]),
    });
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 1, created: 1 }) });
    expect(await person('mapped@example.com')).toMatchObject({
      firstName: 'Ann',
      lastName: 'Maria Lee',
      variables: { city: 'Oslo', shoeSize: 43 },
    });
    expect(await listVariables(aws.table)).toContainEqual(
      expect.objectContaining({ name: 'shoeSize', type: 'number', label: 'Shoe size' }),
    );
  });

  it('nobody knows are offered as variables of the type that they look like', async () => {
    const job = await run(
      lines(
        'email,name,Zip,Size,Since,Likes',
        'o1@example.com,A B,01234,43,2026-01-01,ja',
        'o2@example.com,C,10115,"1,5",2026-02-01,nein',
      ),
    );
    expect(job.columns?.map((column) => column.suggest)).toEqual([
      undefined,
      undefined,
      { to: 'new-variable', name: 'zip', type: 'text' },
      { to: 'new-variable', name: 'size', type: 'number' },
      { to: 'new-variable', name: 'since', type: 'date' },
      { to: 'new-variable', name: 'likes', type: 'boolean' },
    ]);
    expect(await person('o1@example.com')).toMatchObject({ firstName: 'A', lastName: 'B' });
  });

  it.each([
    ['is not in the file', [{ column: 'town', to: 'ignored' }], /"mapping".*no column "town"/],
    ['stands there twice', [{ column: 'x', to: 'ignored' }], /2 columns are called "x"/],
    [
      'is mapped to what another one is',
      [
        { column: 2, to: 'phone' },
        { column: 3, to: 'phone' },
      ],
      /Two columns are mapped to phone/,
    ],
    ['means nothing', [{ column: 2, to: 'shoe' }], /"mapping"/],
  ])('end the import by name when one %s', async (_, columns, detail) => {
    const job = await run(lines('email,x,x', 'a@example.com,1,2'), { mapping: mapping(columns) });
    expect(job).toMatchObject({
      status: 'failed',
      reason: 'bad-option',
      detail: expect.stringMatching(detail),
    });
  });

  it.each([
    [
      '100,000 columns',
      ['email', ...Array.from({ length: 100_000 }, (_, n) => `c${n}`)].join(','),
      'header-unreadable',
    ],
    ['a name of 1 MB', `email,${'n'.repeat(1_000_000)}`, 'header-unreadable'],
  ])('are refused as a whole when there are %s', async (_, header, reason) => {
    expect(await run(lines(header, 'a@example.com'))).toMatchObject({ status: 'failed', reason });
  });
});

describe('A bare list', () => {
  it.each([
    ['commas', 'c1@example.com,c2@example.com, c3@example.com'],
    ['semicolons', 'c1@example.com;c2@example.com;c3@example.com'],
    ['blanks', 'c1@example.com c2@example.com c3@example.com'],
    ['lines', 'c1@example.com\nc2@example.com\r\n\r\nc3@example.com\n'],
  ])('of addresses between %s is imported as it is', async (name, list) => {
    const job = await run(
      list
        .replaceAll('c', name.charAt(0))
        .replaceAll('.' + name.charAt(0), '.c')
        .replaceAll(`example.${name.charAt(0)}om`, 'example.com'),
    );
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 3, created: 3 }) });
  });

  it('of more addresses on one line than a file may have columns, and bytes in a row, is imported too', async () => {
    const { maxColumns, maxRecordBytes } = READ_LIMITS;
    const domain = `${`${'long'.repeat(15)}.`.repeat(3)}example.com`;
    const people = Math.ceil(maxRecordBytes / domain.length);
    expect(people).toBeGreaterThan(maxColumns);
    const list = Array.from({ length: people }, (_, n) => `a${n}@${domain}`).join(', ');
    expect(await run(list)).toMatchObject({
      status: 'done',
      counts: counts({ read: people, created: people }),
    });
  });

  it.each([0, 4, 9, 14, 19, 24])(
    'of names and addresses on one line is one wherever the text that is looked at ends: %i',
    async (length) => {
      const named = Array.from({ length: 3_000 }, (_, n) => `Maria Ivanova <cut${n}@example.com>`);
      const job = await run(`${'x'.repeat(length)}p@example.com, ${named.join(', ')}`, { hold: 'true' });
      expect(job).toMatchObject({ status: 'waiting', heldFor: 'asked', source: { encoding: 'utf-8' } });
    },
  );

  it('as copied out of a mail brings the names along', async () => {
    const job = await run('Ann Lee <al@to.example>, "Bo, Co" <bo@to.example>,\r\n bare@to.example');
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 3, created: 3 }) });
    expect(await person('al@to.example')).toMatchObject({ firstName: 'Ann', lastName: 'Lee' });
    expect(await person('bo@to.example')).toMatchObject({ firstName: 'Co', lastName: 'Bo' });
    expect(await person('bare@to.example')).not.toHaveProperty('firstName');
  });

  it('of identifiers has names, links and numbers with blanks, each read as its channel has them', async () => {
    const list = '123456700\n@durov\nhttps://t.me/someone\n+49 171 1234567';
    const job = await run(list, { channel: 'telegram' });
    expect(job.counts).toEqual(counts({ read: 4, created: 3, failed: 1 }));
    expect(await faultsOf(job)).toMatchObject([{ line: 4, code: 'phone-number', value: '+49 171 1234567' }]);
    const someone = participantIdInChannel(identityKey, 'telegram', '@someone');
    expect(await getParticipant(aws.table, someone)).toMatchObject({ profileUrl: 'https://t.me/someone' });
    const phones = await run('+49 171 1234567; +491711234567\n0049-171-7654321', { channel: 'viber' });
    expect(phones.counts).toEqual(counts({ read: 3, created: 2, skipped: 1 }));
  });

  it('of names on Telegram knows one name however it is written', async () => {
    const job = await run('kolya_a\n@kolya_a\nhttps://t.me/Kolya_A\n@Kolya_A', { channel: 'telegram' });
    expect(job.counts).toEqual(counts({ read: 4, created: 1, skipped: 3 }));
    const id = participantIdInChannel(identityKey, 'telegram', '@kolya_a');
    expect(await getParticipant(aws.table, id)).toMatchObject({ externalId: '@kolya_a' });
  });

  it('of identifiers needs their channel', async () => {
    expect(await run('12345\n67890\n')).toMatchObject({ status: 'failed', reason: 'no-email-column' });
    const job = await run('12345\n67890\n12345\n', { channel: 'telegram' });
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 3, created: 2, skipped: 1 }) });
    const id = participantIdInChannel(identityKey, 'telegram', '12345');
    expect(await getParticipant(aws.table, id)).toMatchObject({ channel: 'telegram', externalId: '12345' });
  });

  it('is told from a file that only lacks its first line', async () => {
    expect(await run(lines('a@example.com,Ann', 'b@example.com,Bob'))).toMatchObject({
      status: 'failed',
      reason: 'no-header',
    });
    const said = mapping(
      [
        { column: 1, to: 'email' },
        { column: 2, to: 'firstName' },
      ],
      { header: false },
    );
    expect(await run(lines('nh1@example.com,Ann', 'nh2@example.com,Bob'), { mapping: said })).toMatchObject({
      counts: counts({ read: 2, created: 2 }),
    });
    expect(await person('nh1@example.com')).toMatchObject({ firstName: 'Ann' });
  });
});

describe('Options beside a file', () => {
  it('bring everybody into a group of a name in any script, which is made', async () => {
    const job = await run(lines('email', 'g1@example.com', 'g2@example.com'), {
      group: encodeURIComponent('Гости мая'),
    });
    expect(job.status).toBe('done');
    const group = (await findGroupByName(aws.table, foldGroupName('гости МАЯ')))!;
    expect(group.name).toBe('Гости мая');
    expect((await members(group.id)).toSorted()).toEqual(
      [idOf('g1@example.com'), idOf('g2@example.com')].toSorted(),
    );
    expect((await run(lines('email', 'g1@example.com'), { group: group.id })).counts).toEqual(
      counts({ read: 1, unchanged: 1 }),
    );
  });

  it.each([
    [{ mode: 'replace' }, /"mode"/],
    [{ group: `grp_${'0'.repeat(32)}` }, /"group" names a group that does not exist/],
    [{ session: 'tomorrow' }, /"session"/],
    [{ event: `evt_${'0'.repeat(32)}` }, /"event" names an event that does not exist/],
    [{ 'dry-run': 'maybe' }, /"dry-run"/],
    [{ channel: 'Tele gram!' }, /"channel"/],
    [{ mapping: `map_${'0'.repeat(32)}` }, /"mapping" names a saved mapping that does not exist/],
  ])('end the import by name when they cannot be taken: %o', async (metadata, detail) => {
    expect(await run(lines('email', 'never@example.com'), metadata as Record<string, string>)).toMatchObject({
      status: 'failed',
      reason: 'bad-option',
      detail: expect.stringMatching(detail),
      counts: noCounts,
    });
  });

  it('add only who is new, or update only who is there', async () => {
    await run(lines('email,company', 'mode1@example.com,Old'));
    const file = lines('email,company', 'mode1@example.com,New', 'MODE-%@example.com,New');
    const add = await run(file.replace('%', 'a'), { mode: 'add' });
    expect(add.counts).toEqual(counts({ read: 2, created: 1, skipped: 1 }));
    expect(await person('mode1@example.com')).toMatchObject({ company: 'Old' });
    const update = await run(file.replace('%', 'b'), { mode: 'update' });
    expect(update.counts).toEqual(counts({ read: 2, updated: 1, skipped: 1 }));
    expect(await faultsOf(update)).toMatchObject([{ line: 3, code: 'unknown-person', skipped: true }]);
    expect(await person('mode-b@example.com')).toBeUndefined();
  });

  it('let empty cells erase when asked, and then only what they stand for', async () => {
    await run(lines('email,company,phone,variables.city,utm_source', 'er@example.com,Acme,123,Rome,vk'));
    const file = lines('email,company,variables.city,groups,status', 'er@example.com,,,,');
    expect((await run(file)).counts).toEqual(counts({ read: 1, unchanged: 1 }));
    expect((await run(file, { 'erase-empty': 'true' })).counts).toEqual(counts({ read: 1, updated: 1 }));
    const left = await person('er@example.com');
    expect(left).toMatchObject({ phone: '123', utm: { source: 'vk' }, variables: {} });
    expect(left).not.toHaveProperty('company');
  });

  it('let no empty cell erase what another column of its row says', async () => {
    await run(
      lines(
        'email,first name,last name,channel,chat id,profile link',
        'full@x.example,Ann,Old,telegram,@full,https://x.example/full',
      ),
    );
    const job = await run(
      lines(
        'email,full name,last name,channel,chat id,profile link',
        'full@x.example,Anna Meyer,,telegram,https://t.me/full,',
      ),
      { 'erase-empty': 'true', mapping: mapping([{ column: 2, to: 'fullName' }]) },
    );
    expect(job).toMatchObject({ status: 'done', counts: { updated: 1, failed: 0 } });
    expect(await person('full@x.example')).toMatchObject({
      firstName: 'Anna',
      lastName: 'Meyer',
      profileUrl: 'https://t.me/full',
    });
  });

  it('take nothing from formulas that failed, and erase nothing for them; a wish is not passed over', async () => {
    await run(lines('email,company,variables.score', 'formula1@x.example,Acme,4'));
    const file = lines(
      'email,company,phone,variables.score,groups,chat id,status',
      'formula1@x.example,#N/A,#REF!,#NV,#ERROR!,#NAME?,',
      'formula2@x.example,#BEZUG!,,,,,#WERT!',
    );
    const job = await run(file, { 'erase-empty': 'true' });
    expect(job).toMatchObject({
      counts: counts({ read: 2, unchanged: 1, failed: 1 }),
      notes: { 'sheet-error': 4 },
    });
    expect(await faultsOf(job)).toMatchObject([{ line: 3, columnName: 'status', code: 'status-unknown' }]);
    expect(await person('formula1@x.example')).toMatchObject({ company: 'Acme', variables: { score: 4 } });
  });

  it('only count when a dry run is asked for: nobody is written', async () => {
    await run(lines('email,company', 'dry1@example.com,A', 'dry2@example.com,A'));
    const before = [await person('dry1@example.com'), await person('dry2@example.com')];
    const rows = [
      'dry1@example.com,B',
      'dry2@example.com,A',
      'dry3@example.com,A',
      'DRY3@example.com,B',
      'bad,A',
    ];
    const job = await run(lines('email,company,groups', ...rows.map((row) => `${row},Dry group`)), {
      'dry-run': 'true',
      group: 'Dry too',
    });
    expect(job).toMatchObject({
      status: 'done',
      counts: counts({ read: 5, created: 1, updated: 2, skipped: 1, failed: 1 }),
    });
    expect(JSON.parse(await readText(aws.imports, `reports/${job.id}/summary.json`))).toMatchObject({
      dryRun: true,
      counts: { created: 1 },
    });
    expect([await person('dry1@example.com'), await person('dry2@example.com')]).toEqual(before);
    expect(await person('dry3@example.com')).toBeUndefined();
    expect(await findGroupByName(aws.table, foldGroupName('Dry group'))).toBeUndefined();
    expect(await findGroupByName(aws.table, foldGroupName('Dry too'))).toBeUndefined();
  });
});

describe('Wishes and consent in a file', () => {
  it.each([
    ['unsubscribed', 'optedOutAt'],
    ['Отписан', 'optedOutAt'],
    ['Désabonné', 'optedOutAt'],
    ['abgemeldet', 'optedOutAt'],
    ['Bounced', 'bouncedAt'],
    ['Spam', 'complainedAt'],
    ['gesperrt', 'blockedAt'],
  ] as const)('lower what a person allows: %s', async (status, wish) => {
    const email = `${wish}${status.length}@example.com`.toLowerCase();
    await run(lines('email', email));
    expect((await run(lines('email,status', `${email},${status}`))).counts).toEqual(
      counts({ read: 1, updated: 1 }),
    );
    expect((await person(email))[wish]).toBeTruthy();
  });

  it('never lift one, whatever the column says', async () => {
    await run(lines('email', 'low@example.com'));
    const wishes = { optedOutAt: 'a', bouncedAt: 'b', complainedAt: 'c' };
    await patchWish(aws.table, idOf('low@example.com'), { set: wishes });
    await run(lines('email,status,company', 'low@example.com,active,X'));
    expect(Wish.parse(await person('low@example.com'))).toEqual(wishes);
  });

  it.each([
    ['already named by an earlier row', 'second', {}, {}],
    ['only left alone as somebody known', 'known', { mode: 'add' }, {}],
    ['deleted', 'deleted', {}, { deletedAt: '2027-02-28T00:00:00Z' }],
    ['on the black list', 'blocked', {}, { blockedAt: '2027-02-28T00:00:00Z' }],
  ])(
    'are lowered for somebody who is %s, and what was lifted for events ends',
    async (_, name, options, is) => {
      const email = `lowered-${name}@example.com`;
      await run(lines('email', email));
      await patchWish(aws.table, idOf(email), { set: { ...is, liftedEvents: new Set(['evt_1']) } });
      const rows =
        name === 'second' ? [`${email},active,X`, `${email},unsubscribed,Y`] : [`${email},unsubscribed,X`];
      const job = await run(lines('email,status,company', ...rows), options);
      const taken = name === 'second' ? 1 : 0;
      expect(job.counts).toEqual(counts({ read: rows.length, updated: taken, skipped: 1 }));
      const after = await person(email);
      expect(after).toMatchObject({ ...is, optedOutAt: expect.any(String) });
      expect(after).not.toHaveProperty('liftedEvents');
      expect(after.company).toBe(taken === 1 ? 'X' : undefined);
      const { items } = await queryPage(aws.table, { partition: historyPartition(idOf(email)) });
      expect(items.map((item) => item['data'])).toEqual([
        { line: 2, ...(taken === 1 && { changed: ['company'] }), optedOut: true },
      ]);
    },
  );

  it('are lowered though the row fails, since too many ids would lead to the person or too much be kept of them', async () => {
    const [many, much] = ['lowered-many@example.com', 'lowered-much@example.com'];
    await run(lines('email', many, much));
    const aliases = new Set(Array.from({ length: 20 }, (_, at) => `par_${String(at).padStart(32, '0')}`));
    await patchWish(aws.table, idOf(many), { set: { aliases } });
    await patchWish(aws.table, idOf(much), { set: { former: 'x'.repeat(408_300) } });
    const file = lines(
      'email,status,channel,chat id,variables.city',
      `${many},unsubscribed,telegram,@lowered-many,X`,
      `${much},unsubscribed,,,${'x'.repeat(900)}`,
      `${many},,telegram,@lowered-many2,`,
    );
    const dry = await run(file, { 'dry-run': 'true' });
    expect(await faultsOf(dry)).toContainEqual(
      expect.objectContaining({ line: 2, code: 'too-many-identities' }),
    );
    expect(await faultsOf(await run(file))).toMatchObject([
      { line: 2, code: 'too-many-identities' },
      { line: 3, code: 'too-large' },
      { line: 4, code: 'too-many-identities' },
    ]);
    for (const email of [many, much]) expect(await person(email)).toHaveProperty('optedOutAt');
  });

  it('put the trace of somebody erased on the black list', async () => {
    const id = idOf('blocked-trace@example.com');
    await aws.table.client.send(
      new PutCommand({
        TableName: aws.table.name,
        Item: { ...participantKey(id), ...stamp('erased'), id, erasedAt: '2027-01-01T00:00:00Z' },
      }),
    );
    await run(lines('email,status', 'blocked-trace@example.com,blacklisted'));
    const [trace] = await getItems(aws.table, [participantKey(id)]);
    expect(trace).toMatchObject({ blockedAt: expect.any(String), ...blockedKey(id) });
  });

  it('are kept at the trace of somebody erased', async () => {
    const id = idOf('lowered-trace@example.com');
    await aws.table.client.send(
      new PutCommand({
        TableName: aws.table.name,
        Item: { ...participantKey(id), ...stamp('erased'), id, erasedAt: '2027-01-01T00:00:00Z' },
      }),
    );
    const job = await run(lines('email,status', 'lowered-trace@example.com,unsubscribed'));
    expect(job.counts).toEqual(counts({ read: 1, skipped: 1 }));
    expect((await getIdentities(aws.table, [id])).get(id)).toMatchObject({
      kind: 'erased',
      wish: { optedOutAt: expect.any(String) },
    });
  });

  it('lowered by a row that is left aside are no touch: the import that made the person can be taken back', async () => {
    const email = 'lowered-kept@example.com';
    const first = await run(lines('email', email));
    await run(lines('email,status', `${email},unsubscribed`), { mode: 'add' });
    const after = await person(email);
    expect(after.importMark).toMatchObject({ importId: first.id, version: after.version });
  });

  it('are those of an address: a bounce of a former one leaves the present one as it is', async () => {
    const [old, now] = ['bounced-old@example.com', 'bounced-now@example.com'];
    await run(lines('email', old));
    await new IdentityWorld(aws).changeEmail(idOf(old), now);
    await run(lines('email,status', `${old},bounced`));
    const wish = Wish.parse(await person(old));
    expect(wish).toEqual({
      ...{ askRound: 1, addressId: idOf(now) },
      formerWishes: { [idOf(old)]: { bouncedAt: expect.any(String) } },
    });
    expect((await run(lines('email,status', `${old},bounced`))).counts).toEqual(
      counts({ read: 1, unchanged: 1 }),
    );
    await run(lines('email,status', `${now},bounced`));
    expect(await person(old)).toHaveProperty('bouncedAt');
  });

  it('are left to the organizer when the column holds other words', async () => {
    const job = await run(lines('email,status', 'lead1@example.com,Lead', 'lead2@example.com,Customer'));
    expect(job.counts).toEqual(counts({ read: 2, created: 2 }));
    expect(job.columns?.[1]).toMatchObject({
      meaning: 'ignored',
      suggest: { to: 'new-variable', type: 'text' },
    });
  });

  it.each(['status', 'Статус', 'Statut', 'État', 'Abmeldestatus'])(
    'count in a column called %s where one word is known; a word that nobody knows costs its row only',
    async (header) => {
      const tag = Buffer.from(header).toString('hex');
      const job = await run(
        lines(
          `email;${header}`,
          `out-${tag}@example.com;unsubscribed`,
          `gone-${tag}@example.com;cleaned`,
          `odd-${tag}@example.com;Sleeping`,
          `idle-${tag}@example.com;inactive`,
          `fine-${tag}@example.com;`,
        ),
      );
      expect(job.counts).toEqual(counts({ read: 5, created: 3, failed: 2 }));
      expect(await person(`out-${tag}@example.com`)).toHaveProperty('optedOutAt');
      expect(await person(`gone-${tag}@example.com`)).toHaveProperty('bouncedAt');
      expect(await faultsOf(job)).toMatchObject([
        { line: 4, column: 2, code: 'status-unknown', message: expect.stringContaining('"Sleeping"') },
        { line: 5, column: 2, code: 'status-unknown', value: 'inactive' },
      ]);
      expect(await person(`odd-${tag}@example.com`)).toBeUndefined();
    },
  );

  it.each([
    ['Unsubscribed', 'yes', 'no'],
    ['Unsubscribed at', '03/04/2026', ''],
    ['Отписан', 'да', 'нет'],
    ['Kein Newsletter', 'x', '-'],
    ['Newsletter', 'nein', 'ja'],
    ['Subscribed', 'false', 'true'],
  ])('come in a column of its own, called %s', async (header, left, stays) => {
    const tag = Buffer.from(header).toString('hex');
    const job = await run(
      lines(
        `email;${header}`,
        `l${tag}@example.com;${left}`,
        `s${tag}@example.com;${stays}`,
        `o${tag}@example.com;huh`,
      ),
    );
    expect(job.counts).toEqual(counts({ read: 3, created: 2, failed: 1 }));
    expect(await person(`l${tag}@example.com`)).toHaveProperty('optedOutAt');
    expect(await person(`s${tag}@example.com`)).not.toHaveProperty('optedOutAt');
    expect(await faultsOf(job)).toMatchObject([
      { line: 4, column: 2, code: 'opt-out-unknown', value: 'huh' },
    ]);
  });

  it('may come in several columns at once, and from one mapped by hand', async () => {
    const job = await run(
      lines('email,status,A', 'both-ways@example.com,bounced,1', 'no-way@example.com,,0'),
      {
        mapping: mapping([{ column: 'A', to: 'optedOut' }]),
      },
    );
    expect(job.counts).toEqual(counts({ read: 2, created: 2 }));
    expect(await person('both-ways@example.com')).toMatchObject({
      optedOutAt: expect.any(String),
      bouncedAt: expect.any(String),
    });
    expect(Wish.parse(await person('no-way@example.com'))).toEqual({});
  });

  it('fill only the consent that is empty', async () => {
    await run(lines('email,consent time', 'con@example.com,2026-01-02'));
    const job = await run(lines('email,consent time,consent source', 'con@example.com,2026-03-04,fair'));
    expect(job.counts).toEqual(counts({ read: 1, updated: 1 }));
    expect(await person('con@example.com')).toMatchObject({ consent: { at: '2026-01-02', source: 'fair' } });
  });

  it.each([
    ['blocked', { blockedAt: '2027-01-01T00:00:00Z' }],
    ['deleted', { deletedAt: '2027-02-28T00:00:00Z' }],
  ])('leave alone who is %s, and say so', async (code, patch) => {
    const email = `${code}-one@example.com`;
    await run(lines('email', email));
    await patchWish(aws.table, idOf(email), { set: patch });
    const job = await run(lines('email,company', `${email},X`));
    expect(job.counts).toEqual(counts({ read: 1, skipped: 1 }));
    expect(await faultsOf(job)).toMatchObject([{ line: 2, code, skipped: true, value: email }]);
    expect(await person(email)).not.toHaveProperty('company');
  });
});

describe('Somebody who was deleted more than 30 days ago', () => {
  it('is entered anew by a file, with nothing of before but what they said about mail', async () => {
    const email = 'long-gone@example.com';
    await run(lines('email,company,status', `${email},Former GmbH,unsubscribed`));
    const before = await person(email);
    await patchWish(aws.table, idOf(email), { set: { deletedAt: '2027-01-01T00:00:00Z', deletedBy: 'ann' } });
    const update = await run(lines('email,first name', `${email},Anna`), { mode: 'update' });
    expect(update.counts).toEqual(counts({ read: 1, skipped: 1 }));
    const job = await run(lines('email,first name', `${email},Ann`));
    expect(job.counts).toEqual(counts({ read: 1, created: 1 }));
    const after = await person(email);
    expect(after).toMatchObject({ firstName: 'Ann', createdBy: job.id, optedOutAt: before.optedOutAt });
    expect(Object.keys(after)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/company|deletedAt|deletedBy/)]),
    );
    expect(after.createdAt > before.createdAt).toBe(true);
  });

  it('leaves behind their place in a channel, when they were seen and what they opted into, but no history', async () => {
    const email = 'long-gone-2@example.com';
    await run(lines('email,channel,external id', `${email},vk,4711`));
    const gone = { firstSeenAt: 'a', lastSeenAt: 'b', liftedEvents: new Set(['evt_1']) };
    await patchWish(aws.table, idOf(email), { set: { ...gone, deletedAt: '2027-01-01T00:00:00Z' } });
    const before = await person(email);
    const job = await run(lines('email,status', `${email},unsubscribed`));
    expect(job.counts).toEqual(counts({ read: 1, created: 1 }));
    const after = await person(email);
    expect(after).toMatchObject({ optedOutAt: after.createdAt, aliases: before.aliases });
    for (const name of ['channel', 'externalId', ...Object.keys(gone)])
      expect(after).not.toHaveProperty(name);
    const { items } = await queryPage(aws.table, { partition: historyPartition(idOf(email)) });
    expect(items).toMatchObject([
      { kind: 'created', at: before.createdAt, origin: `import ${before.createdBy}` },
    ]);
  });
});

describe('Dates and numbers', () => {
  it('are asked about when no row tells how they are meant', async () => {
    const job = await run(lines('email,born,score', 'q@example.com,03/04/2000,"1,234"'));
    expect(job).toMatchObject({
      status: 'waiting',
      heldFor: 'date-order',
      questions: [
        { question: 'date-order', column: 2, examples: ['03/04/2000'] },
        { question: 'number-format', column: 3, examples: ['1,234'] },
      ],
    });
    expect(await person('q@example.com')).toBeUndefined();
  });

  it.each([
    [
      'a later row',
      lines('email,born', 'd1@example.com,03/04/2000', 'd2@example.com,13/04/2000'),
      {},
      '2000-04-03',
    ],
    [
      'the mapping',
      lines('email,born', 'd1@example.com,03/04/2000'),
      { dateOrder: 'month-first' },
      '2000-03-04',
    ],
    ['ISO itself', lines('email,born', 'd1@example.com,2000-03-04'), {}, '2000-03-04'],
  ])('are read as %s tells', async (_, file, how, date) => {
    const metadata: Record<string, string> =
      'dateOrder' in how ? { mapping: mapping([{ column: 'born', to: 'variables.born', ...how }]) } : {};
    expect(await run(file, metadata)).toMatchObject({ status: 'done' });
    expect((await person('d1@example.com')).variables).toMatchObject({ born: date });
  });

  it('of a form that came too late to be asked about fail, each for itself', async () => {
    const rows = Array.from(
      { length: 1_200 },
      (_, n) => `late${n}@example.com,${n === 1_150 ? '03/04/2000' : '2000-01-01'}`,
    );
    const job = await run(lines('email,born', ...rows));
    expect(job.counts).toEqual(counts({ read: 1200, created: 1199, failed: 1 }));
    expect(await faultsOf(job)).toMatchObject([{ line: 1152, code: 'date-order', columnName: 'born' }]);
  });

  it('with the other decimal sign than the first rows fail, each for itself', async () => {
    const rows = Array.from(
      { length: 1_100 },
      (_, n) => `sign${n}@example.com;${n === 1_050 ? '2,75' : '1.5'}`,
    );
    const job = await run(lines('email;score', ...rows));
    expect(job.counts).toEqual(counts({ read: 1100, created: 1099, failed: 1 }));
    expect(await faultsOf(job)).toMatchObject([{ line: 1052, code: 'decimal-sign', value: '2,75' }]);
  });

  it.each([
    ['1 234,50', 1234.5],
    ['1.234,50', 1234.5],
    ['1,234.50', 1234.5],
    ["1'234.5", 1234.5],
    ['-12', -12],
    ['0,5', 0.5],
  ])('are numbers as people write them: %s', async (text, number) => {
    await run(lines('email;score', `num@example.com;${text}`));
    expect((await person('num@example.com')).variables).toMatchObject({ score: number });
  });

  it.each([
    ['born', '31.02.2000', 'not-a-date'],
    ['score', 'many', 'not-a-number'],
    ['vip', 'perhaps', 'not-a-boolean'],
    ['city', 'x'.repeat(2001), 'too-long'],
  ])('that cannot be read cost their row: %s', async (column, text, code) => {
    const job = await run(lines(`email;${column};x`, `wrong@example.com;${text};`));
    expect(await faultsOf(job)).toMatchObject([{ code, column: 2, columnName: column }]);
  });
});

describe('A row with several faults', () => {
  it('fails once, with all of them told, also in the file of faults', async () => {
    const job = await run(
      lines(
        'email,phone,locale,time zone',
        `f1@example.com,${'1'.repeat(60)},klingon,`,
        'f2@example.com,,es,Mars/One',
      ),
    );
    expect(job).toMatchObject({
      counts: counts({ read: 2, created: 1, failed: 1 }),
      notes: { 'locale-not-spoken': 1, 'time-zone-unknown': 1 },
    });
    expect(await faultsOf(job)).toMatchObject([
      { line: 2, code: 'invalid-value', more: [{ code: 'unknown-locale' }] },
    ]);
    expect(await readText(aws.imports, `reports/${job.id}/faults.csv`)).toMatch(
      /line 2 \(phone\): .* \(locale\): .*klingon/,
    );
  });
});

describe('A row about somebody of whom much is known already', () => {
  it('fails alone when there is no room for it, and what imports replaced takes no room without end', async () => {
    const names = Array.from({ length: 14 }, (_, n) => `long${n}`);
    const columns = names.map((name) => ({ column: name, to: 'new-variable', type: 'text', name }));
    const row = (text: string) => ['grown@example.com', ...names.map(() => text.repeat(2000))].join(',');
    for (const text of ['一', '二', '三', '四', '五', '六']) {
      const job = await run(lines(['email', ...names].join(','), row(text)), { mapping: mapping(columns) });
      expect(job).toMatchObject({ status: 'done', counts: { failed: 0 } });
    }
    const more = names.map((name) => `other${name}`);
    const others = more.map((name) => ({ column: name, to: 'new-variable', type: 'text', name }));
    const file = lines(['email', ...more].join(','), row('七'), `after@example.com${','.repeat(14)}`);
    const job = await run(file, { mapping: mapping(others) });
    expect(job).toMatchObject({ status: 'done', counts: { created: 1, failed: 1 } });
    expect(await faultsOf(job)).toMatchObject([{ line: 2, code: 'too-large' }]);
  });
});

describe('Groups in a file', () => {
  it('are asked about before anybody is imported when the first rows name too many new ones', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `ask${n}@example.com,Ask ${n}`);
    const job = await run(lines('email,groups', ...rows));
    expect(job).toMatchObject({
      status: 'waiting',
      heldFor: 'too-many-new-groups',
      counts: noCounts,
      questions: [
        {
          question: 'too-many-new-groups',
          column: 2,
          columnName: 'groups',
          examples: expect.arrayContaining(['Ask 0']),
          message: expect.stringContaining('300 groups'),
        },
      ],
    });
    expect(await person('ask0@example.com')).toBeUndefined();
  });

  it('are made up to 100 of them; further ones cost their rows, each of which names its group', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => `many${n}@example.com,Many ${n < 1_000 ? 0 : n}`);
    const job = await run(lines('email,groups', ...rows));
    expect(job.counts).toEqual(counts({ read: 1_200, created: 1_099, failed: 101 }));
    expect((await faultsOf(job))[0]).toMatchObject({
      line: 1_101,
      column: 2,
      columnName: 'groups',
      code: 'too-many-new-groups',
      value: 'Many 1099',
    });
    expect(await readText(aws.imports, `reports/${job.id}/faults.csv`)).toContain(
      'many1199@example.com,Many 1199',
    );
  });

  it('cost a row when one has a name too long, or are more than a person can have', async () => {
    const many = await Promise.all(Array.from({ length: 51 }, (_, n) => storedGroup(`Limit ${n}`)));
    expect(many).toHaveLength(51);
    const all = Array.from({ length: 51 }, (_, n) => `Limit ${n}`).join(';');
    const job = await run(
      lines('email,groups', `gl1@example.com,${'g'.repeat(200)}`, `gl2@example.com,"${all}"`),
    );
    expect((await faultsOf(job)).map((fault) => fault.code)).toEqual(['group-name', 'too-many-groups']);
  });

  it('are looked up many at a time, also those that are not there', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `look${n}@example.com,,A${n};B${n}`);
    const file = lines('email,company,groups', ...rows);
    const { client } = aws.table;
    let calls = 0;
    const send = (command: { constructor: { name: string } }, ...rest: never[]) => {
      if (/^(Get|BatchGet)Command$/.test(command.constructor.name)) calls += 1;
      return (client as unknown as { send: (...all: unknown[]) => Promise<unknown> }).send(command, ...rest);
    };
    const counting = new Proxy(client, {
      get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)),
    });
    const id = await arrive('look.csv', file);
    const deps = jobDeps(aws, clock, { table: { ...aws.table, client: counting } });
    await runJob(deps, id, { owner: 'w', mayGoOn: () => true });
    expect(ImportJob.parse(await getJob(aws.table, id))).toMatchObject({ heldFor: 'too-many-new-groups' });
    expect(calls).toBeLessThan(60);
  });

  it('cost no write for people whom the mode leaves alone', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `alone${n}@example.com`);
    await run(lines('email', ...rows));
    const counting = aws.countingTable();
    const id = await arrive('alone.csv', lines('email', ...rows), { mode: 'add', group: 'Left alone' });
    const job = await runToEnd(() => jobDeps(aws, clock, { table: counting.table }), clock, id);
    expect(job).toMatchObject({ counts: counts({ read: 300, skipped: 300 }) });
    expect(counting.writes()).toBeLessThan(100);
  });

  it('stay right when two imports bring the same people into one at once', async () => {
    const id = await storedGroup('At once');
    const file = lines(
      'email,company',
      ...Array.from({ length: 400 }, (_, n) => `once${n}@example.com,C${n}`),
    );
    const jobs = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        importFile(aws, { now: NOW }, `at-once-${name}.csv`, file, { group: id }),
      ),
    );
    for (const job of jobs) {
      const { read, created, updated, unchanged, skipped, failed } = job.counts;
      expect([read, created + updated + unchanged + skipped + failed]).toEqual([400, 400]);
    }
    expect(jobs.reduce((sum, job) => sum + job.counts.created, 0)).toBe(400);
    expect(await members(id)).toHaveLength(400);
    const people: Participant[] = await Promise.all([0, 199, 399].map((n) => person(`once${n}@example.com`)));
    for (const one of people) expect(one.groups).toEqual(new Set([id]));
  });
});

describe('Variables that a file brings', () => {
  it('are made when there is room for all of them, and else none', async () => {
    const names = Array.from({ length: 197 }, (_, n) => `Too many ${n}`);
    const file = lines(['email', ...names].join(','), ['room@example.com', ...names.map(() => '')].join(','));
    const columns = names.map((column) => ({ column, to: 'new-variable:text' }));
    const there = (await listVariables(aws.table)).length;
    const job = await run(file, { mapping: mapping(columns) });
    expect(job).toMatchObject({
      status: 'failed',
      reason: 'bad-option',
      detail: expect.stringMatching(`there would be ${there + 197} variables; there may be 200`),
    });
    expect(await listVariables(aws.table)).toHaveLength(there);
  });
});

describe('The trace of a row', () => {
  it('is a history entry for who was changed, and none for who was created or left as they were', async () => {
    await run(lines('email,company', 'tr@example.com,A'));
    const entries = async () =>
      (await queryPage(aws.table, { partition: historyPartition(idOf('tr@example.com')) })).items;
    expect(await entries()).toEqual([]);
    const job = await run(lines('email,company', 'tr@example.com,B'));
    await run(lines('email,company', 'tr@example.com,B'));
    expect(await entries()).toMatchObject([{ kind: 'imported', act: job.id, data: { line: 2 } }]);
    expect((await person('tr@example.com')).importMark).toMatchObject({
      importId: job.id,
      outcome: 'updated',
      before: { company: 'A' },
      version: 2,
    });
  });
});
