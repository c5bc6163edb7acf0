import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { useTestCloud } from '../support/use-test-cloud.ts';
import { someOf } from '../support/rounds.ts';

const cloud = useTestCloud();

const show = (id: string) => cloud.call('GET', `/v1/imports/${id}`);
async function uploaded(name: string, body: string | Uint8Array, metadata: Record<string, string> = {}) {
  const Key = `imports/${name}`;
  await cloud.s3.send(
    new PutObjectCommand({ Bucket: cloud.buckets.imports, Key, Body: body, Metadata: metadata }),
  );
  await cloud.settle();
  const { items } = await cloud.call('GET', `/v1/imports?limit=200&key=${encodeURIComponent(Key)}`);
  return items[0]!;
}
const people = async () => {
  const first = await cloud.call('GET', '/v1/participants?limit=200');
  const found = [...first.items];
  for (let { cursor } = first; cursor !== undefined;) {
    const page: typeof first = await cloud.call('GET', `/v1/participants?limit=200&cursor=${cursor}`);
    found.push(...page.items);
    ({ cursor } = page);
  }
  return found;
};
const personOf = async (email: string) => (await people()).find((one) => one.email === email);
const created = { read: 3, created: 3, updated: 0, unchanged: 0, skipped: 0, failed: 0 };

const bytes: Record<string, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from('\u{feff}' + text),
  'utf-16le': (text) => Buffer.from('\u{feff}' + text, 'utf16le'),
  'utf-16be': (text) => Buffer.from('\u{feff}' + text, 'utf16le').swap16(),
  'windows-1251': (text) => Buffer.from(Array.from(text, cp1251)),
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
};
/** Cyrillic letters lie in one run there. */
const cp1251 = (sign: string): number => {
  const code = sign.codePointAt(0)!;
  return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
};
const table = (tag: string, script: 'latin' | 'cyrillic', delimiter: string) => {
  const [first, last] = script === 'latin' ? ['Zoë', 'Müller'] : ['Анна', 'Петрова'];
  return (
    [
      ['E-mail', 'First name', 'Last name', 'Company'],
      [`one.${tag}@example.com`, first, last, '"A; B, C | ""D"" Ltd"'],
      [`two.${tag}@example.com`, last, first, ''],
      [`three.${tag}@example.com`, first, first, `"two, words"`],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n') + '\r\n'
  );
};

describe('The same table of people', () => {
  // A step of 5 meets every encoding and every delimiter.
  it.each(
    someOf(
      (['latin', 'cyrillic'] as const).flatMap((script) =>
        Object.keys(bytes)
          .filter((encoding) => encoding !== (script === 'latin' ? 'windows-1251' : 'windows-1252'))
          .flatMap((encoding) =>
            [',', ';', '\t', '|'].map((delimiter) => [script, encoding, delimiter] as const),
          ),
      ),
      5,
    ),
  )(
    'in %s letters, %s, with %j between its columns, makes the same people',
    async (script, encoding, delimiter) => {
      const tag = 'same';
      const name = `${script} ${encoding} ${delimiter.codePointAt(0)}.csv`;
      const fresh = (await people()).every(
        (one) => !String(one.email).endsWith(`${script}.${tag}@example.com`),
      );
      const done = await uploaded(name, bytes[encoding]!(table(`${script}.${tag}`, script, delimiter)));
      expect(done).toMatchObject({ status: 'done', delimiter, encoding: encoding.split(' ')[0] });
      expect(done.counts).toEqual(fresh ? created : { ...created, created: 0, unchanged: 3 });
    },
  );
});

describe('An organizer', () => {
  it('uploads by link with options, looks at the preview, corrects the mapping, starts, and reverts', async () => {
    const { uploadUrl, key } = await cloud.call('POST', '/v1/imports', {
      fileName: 'held.csv',
      hold: true,
      group: 'Spring fair',
    });
    const file = 'mail;who;born\nh1@example.com;Ann;01/02/2000\nh2@example.com;Bob;3/4/2000\nnobody;x;\n';
    expect((await fetch(uploadUrl, { method: 'PUT', body: file })).status).toBe(200);
    await cloud.settle();
    const { items } = await cloud.call('GET', `/v1/imports?key=${encodeURIComponent(key)}`);
    const held = items[0]!;
    expect(held).toMatchObject({ status: 'waiting', reason: 'asked', counts: { read: 0 } });
    await cloud.local('clock', { advance: 'PT20M' });
    expect((await show(held.id)).status).toBe('waiting');

    const mapping = {
      columns: [
        { column: 'who', to: 'firstName' },
        { column: 'born', to: 'new-variable:date' },
      ],
    };
    const before = await people();
    const shown = await cloud.call('POST', `/v1/imports/${held.id}/preview`, { mapping });
    expect(shown).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      questions: [{ question: 'date-order', column: 3 }],
      rows: [
        { fault: { code: 'date-order' } },
        { fault: { code: 'date-order' } },
        { fault: { code: 'email-invalid' } },
      ],
    });
    mapping.columns[1] = { ...mapping.columns[1]!, dateOrder: 'day-first' } as never;
    await cloud.call('POST', `/v1/imports/${held.id}/preview`, { mapping });
    await cloud.settle();
    expect(await show(held.id)).toMatchObject({
      status: 'waiting',
      counts: { read: 0 },
      preview: { status: 'done', counts: { read: 3, created: 2, failed: 1 } },
    });
    expect(await people()).toEqual(before);

    await cloud.call('POST', `/v1/imports/${held.id}/start`, { mapping });
    await cloud.settle();
    const done = await show(held.id);
    expect(done).toMatchObject({ status: 'done', counts: { read: 3, created: 2, failed: 1 } });
    expect(done.preview).toBeUndefined();
    expect(await personOf('h1@example.com')).toMatchObject({
      firstName: 'Ann',
      variables: { born: '2000-02-01' },
    });
    const groups = await cloud.call('GET', '/v1/groups');
    expect(groups.items).toContainEqual(expect.objectContaining({ name: 'Spring fair', members: 2 }));

    await cloud.call('POST', `/v1/imports/${held.id}/revert`);
    await cloud.settle();
    expect(await personOf('h1@example.com')).toBeUndefined();
    const after = await cloud.call('GET', '/v1/groups');
    // The import made it, and nobody is in it any more.
    expect(after.items.map(({ name }) => name)).not.toContain('Spring fair');
  });

  it('pastes identifiers of a channel, and is told of an option that cannot be taken', async () => {
    const { id } = await cloud.call('POST', '/v1/imports', {
      text: '@ann, @bob, @ann',
      channel: 'telegram',
    });
    await cloud.settle();
    expect(await show(id)).toMatchObject({ status: 'done', counts: { read: 3, created: 2, skipped: 1 } });
    const wrong = { text: 'email\n', group: `grp_${'0'.repeat(32)}` };
    await expect(cloud.call('POST', '/v1/imports', wrong)).rejects.toThrow(/422.*no group/s);
    await expect(cloud.callAnyhow('POST', '/v1/imports', { text: 'x', mode: 'all' })).rejects.toThrow(/422/);
  });

  it('keeps a mapping and uses it by its id, beside the API and beside a file', async () => {
    const mapping = {
      columns: [
        { column: 'A', to: 'email' },
        { column: 'B', to: 'lastName' },
      ],
    };
    const saved = await cloud.call('POST', '/v1/mappings', { name: 'Our CRM', mapping });
    const { items } = await cloud.call('GET', '/v1/mappings');
    expect(items).toEqual([expect.objectContaining({ id: saved.id, name: 'Our CRM', mapping })]);
    const done = await uploaded('crm.csv', 'A,B\ncrm@example.com,Lee\n', { mapping: saved.id });
    expect(done).toMatchObject({ status: 'done', counts: { created: 1 } });
    expect(await personOf('crm@example.com')).toMatchObject({ lastName: 'Lee' });
    const headers = { authorization: `Bearer ${await cloud.token('member')}` };
    const remove = async () =>
      (await cloud.send(`/v1/mappings/${saved.id}`, { method: 'DELETE', headers })).status;
    expect([await remove(), await remove()]).toEqual([204, 404]);
    expect(await uploaded('crm2.csv', 'A,B\n', { mapping: saved.id })).toMatchObject({
      reason: 'bad-option',
    });
  });

  it('imports into a session: everybody is registered and told, but who opted out', async () => {
    const event = await cloud.call('POST', '/v1/events', {
      title: 'Trees',
      timeZone: 'Europe/Berlin',
    });
    const session = await cloud.call('POST', `/v1/events/${event.id}/sessions`, {
      startsAt: '2031-03-09T10:00',
      roomUrl: 'https://room.example.com/1',
    });
    await uploaded('out.csv', 'email,status\nquiet@example.com,unsubscribed\n');
    const file = 'email\nquiet@example.com\nloud@example.com\n';
    const tried = await show(
      (await uploaded('try.csv', file, { session: session.id, 'dry-run': 'true' })).id,
    );
    expect(tried).toMatchObject({ dryRun: true, registered: 2, counts: { created: 1, updated: 1 } });
    const done = await uploaded('into.csv', file, { session: session.id });
    expect(await show(done.id)).toMatchObject({
      status: 'done',
      registered: 2,
      counts: { created: 1, updated: 1 },
    });
    const mailed = (await cloud.mails()).flatMap((mail) => mail.to);
    expect(mailed.filter((to) => to === 'loud@example.com')).toHaveLength(1);
    expect(mailed).not.toContain('quiet@example.com');
    await uploaded('silent.csv', 'email\nsilent@example.com\n', { event: event.id, notify: 'false' });
    expect((await cloud.mails()).flatMap((mail) => mail.to)).not.toContain('silent@example.com');
    expect(await cloud.call('GET', `/v1/sessions/${session.id}`)).toMatchObject({
      counts: { registered: 3 },
    });
  });
});

describe('The local cloud', () => {
  it('refused no call of any function', async () => {
    const { refusals } = await cloud.local<{ refusals: unknown[] }>('log');
    expect(refusals).toEqual([]);
  });
});
