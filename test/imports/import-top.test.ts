import { afterEach, describe, expect, it } from 'vitest';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useImports } from '../support/use-imports.ts';
import { workbookOf } from '../support/workbooks.ts';

const { aws, run } = useImports();
let number = 0;
afterEach(() => {
  aws.faults.set(1, []);
});

const nameOf = async (email: string) =>
  (await getParticipant(aws.table, participantIdOf(identityKey, email)))?.firstName;
const sheetOf = (rows: string[][]): string =>
  rows
    .map((cells, at) => {
      const texts = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');
      return cells.length === 0 ? '' : `<row r="${at + 1}">${texts}</row>`;
    })
    .join('');

const tops: [name: string, lines: string[]][] = [
  ['a title', ['Attendees of March']],
  ['a title in a wide sheet', ['Registrants,,']],
  ['notes and a blank line', ['Notes:', 'Exported on Monday, please check', '']],
  ['who exported it', ['Exported by,boss@example.com', '']],
  ['a title that is as wide, with an address', ['Exported by,Boss,boss@example.com', '']],
  ['what looks like a heading', ['Name,Spring Days', 'Date,2027-03-01', '']],
];

describe('The line of names', () => {
  it.each(tops)('is found below %s, in CSV and XLSX', async (_, above) => {
    number += 1;
    const [one, two, xlsx] = ['a', 'b', 'c'].map((name) => `${name}${number}@example.com`);
    const rows = [...above, 'First name,E-mail,Company', `Ann,${one},X`, `Bo,${two},`, 'Cy,nobody,'];
    const job = await run(rows.join('\n'));
    expect(job).toMatchObject({ status: 'done', counts: { read: 3, created: 2, failed: 1 } });
    expect([await nameOf(one!), await nameOf(two!)]).toEqual(['Ann', 'Bo']);
    expect((await listFaults(aws.table, job.id, 0, 10)).faults).toMatchObject([
      { line: rows.length, columnName: 'E-mail' },
    ]);
    const sheet = sheetOf(
      [...rows.slice(0, -3), `Di,${xlsx}`].map((row) => (row === '' ? [] : row.split(','))),
    );
    expect(await run(workbookOf({ sheets: { People: sheet } }))).toMatchObject({
      status: 'done',
      counts: { read: 1, created: 1 },
    });
    expect(await nameOf(xlsx!)).toBe('Di');
  });

  it('is found by the addresses below it where it calls them anything', async () => {
    const rows = ['Our list', 'Wer,Wohin', 'Ann,wer1@example.com', 'Bo,wer2@example.com'];
    expect(await run(rows.join('\n'))).toMatchObject({ status: 'done', counts: { read: 2, created: 2 } });
  });

  it('is the one that a mapping says, and a line that is not there is told', async () => {
    const rows = ['email,x', 'Wer,Wohin', 'Ann,said@example.com'];
    const mapping = { headerLine: 2, columns: [{ column: 'Wohin', to: 'email' }] };
    expect(await run(rows.join('\n'), { mapping: JSON.stringify(mapping) })).toMatchObject({
      counts: { read: 1, created: 1 },
    });
    const wrong = JSON.stringify({ ...mapping, headerLine: 40 });
    expect(await run(rows.join('\n'), { mapping: wrong })).toMatchObject({
      status: 'failed',
      reason: 'bad-option',
      detail: expect.stringContaining('line 40') as string,
    });
  });

  it('is looked for in the sheet that a mapping names', async () => {
    const sheets = {
      Notes: sheetOf([['nothing here']]),
      People: sheetOf([['Guests'], ['email'], ['sheet@example.com']]),
    };
    expect(await run(workbookOf({ sheets }), { mapping: '{"sheet":"People"}' })).toMatchObject({
      status: 'done',
      counts: { read: 1, created: 1 },
      source: { sheet: 'People', others: ['Notes'] },
    });
    expect(await run(workbookOf({ sheets }), { mapping: '{"sheet":"Peeple"}' })).toMatchObject({
      status: 'failed',
      reason: 'no-such-sheet',
      detail: expect.stringContaining('"Notes", "People"') as string,
    });
  });
});

describe('A report of who attended', () => {
  it.each([
    [
      'of Zoom',
      'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n123,Talk,a,b,host@report.example.com,60,2\n\nName (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent\nAnn,ann@report.example.com,a,b,50,Yes,\n',
    ],
    [
      'of Zoom, in Russian',
      'Имя (настоящее имя),Адрес электронной почты,Время входа,Время выхода,Длительность (минуты)\nАня,anya@report.example.com,a,b,50\n',
    ],
    [
      'of Teams',
      '1. Summary\nMeeting title\tTalk\nAttended participants\t2\n\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\nAnn\ta\tb\t50m\tann@report.example.com\tx\tPresenter\n',
    ],
    [
      'of Meet',
      'First name,Last name,Email,Duration,Time joined,Time exited\nAnn,Lee,ann@report.example.com,50 min,a,b\n',
    ],
  ])('%s is held with the question, and read where a mapping says so', async (_, content) => {
    const job = await run(content);
    expect(job).toMatchObject({
      status: 'waiting',
      heldFor: 'attendance-report',
      counts: { read: 0 },
      questions: [{ question: 'attendance-report' }],
    });
    expect(await nameOf('host@report.example.com')).toBeUndefined();
    const line = /"headerLine": (\d+)/.exec(job.questions?.[0]?.message ?? '')?.[1];
    const names = content.split('\n')[Number(line) - 1]?.split(/[,\t]/) ?? [];
    const at = names.findIndex((name) => /mail|почт/i.test(name)) + 1;
    const mapping = { headerLine: Number(line), columns: [{ column: at, to: 'email' }] };
    expect(await run(content, { mapping: JSON.stringify(mapping) })).toMatchObject({
      status: 'done',
      counts: { read: 1, failed: 0 },
    });
  });
});

describe('What cannot be read whole', () => {
  it('is held for its encoding also where no column can be read, and offers what reads well', async () => {
    const greek = new TextDecoder('windows-1253');
    const byteOf = new Map(
      Array.from({ length: 256 }, (__, byte) => [greek.decode(Uint8Array.of(byte)), byte]),
    );
    const text = 'Όνομα,Διεύθυνση\nΓιώργος,greek@example.com\n';
    const bytes = Uint8Array.from(text, (sign) => byteOf.get(sign) ?? 63);
    const job = await run(bytes);
    expect(job).toMatchObject({ status: 'waiting', heldFor: 'encoding' });
    expect(job.questions?.[0]?.message).toMatch(/save the file as CSV UTF-8/);
    expect(job.questions?.[0]?.examples.join()).toContain('windows-1253: Όνομα');
  });

  it('takes no question marks for letters that its encoding lacks', async () => {
    await run('email,first name,company\nlossy@example.com,Łódź Ж 漢字 😀,Żabka\n');
    const again = await run('email,first name,company\nlossy@example.com,?ód? ? ?? ?,?abka\n');
    expect(again).toMatchObject({ counts: { unchanged: 1 } });
    expect(await nameOf('lossy@example.com')).toBe('Łódź Ж 漢字 😀');
    const halves = await run('email,first name\nlossy@example.com,?ód? ? ?? ??\n');
    expect(halves).toMatchObject({ counts: { unchanged: 1 } });
    const other = await run('email,first name\nlossy@example.com,?od?\n');
    expect(other).toMatchObject({ counts: { updated: 1 } });
  });

  it('leaves out a name of nothing but question marks, and counts it', async () => {
    const job = await run('email,first name,last name\nlost@example.com,????,?? ??-?\n');
    expect(job).toMatchObject({ counts: { created: 1 }, notes: { 'letters-lost': 2 } });
    expect(await nameOf('lost@example.com')).toBeUndefined();
    await run('email,first name\nlost@example.com,Jürgen\n');
    const again = await run('email,first name\nlost@example.com,J\ufffdrgen\n');
    expect(again).toMatchObject({ counts: { unchanged: 1 }, notes: { 'letters-lost': 1 } });
  });

  it('takes a group whose name lost letters for the one that is there', async () => {
    await run('email,groups\nlossy1@example.com,Łódź 漢\n');
    const again = await run('email,groups\nlossy1@example.com,?ód? ?\nlossy2@example.com,?ód? ?\n');
    expect(again).toMatchObject({ counts: { unchanged: 1, created: 1 } });
    expect(again.newGroups ?? []).toEqual([]);
  });

  it('joins the lines of a name, a company and a phone, and notes it', async () => {
    const job = await run(
      'email,first name,company,phone\nlines@example.com,"Ann\nMaria","Acme\r\n Ltd","+49 171\n1234567"\n',
    );
    expect(job).toMatchObject({ counts: { created: 1 }, notes: { 'lines-joined': 3 } });
    expect(await getParticipant(aws.table, participantIdOf(identityKey, 'lines@example.com'))).toMatchObject({
      firstName: 'Ann Maria',
      company: 'Acme Ltd',
    });
  });
});
