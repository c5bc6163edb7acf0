import { describe, expect, it } from 'vitest';
import { readPart, readReport, reportFile } from './read-report.ts';

const HEADER = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';
const WHILE = '03/17/2026 06:00:00 PM,03/17/2026 07:00:00 PM,60,Yes';
const zoom = (...rows: string[]): Buffer => Buffer.from([HEADER, ...rows, ''].join('\n'));
const peopleOf = async (...rows: string[]): Promise<string[]> => (await readReport(zoom(...rows))).people;

describe('A report that is too large', () => {
  it('is read in parts, each of other people, and together they are everybody', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `P${n % 70},p${n % 70}@example.com,${WHILE}`);
    const whole = await peopleOf(...rows);
    const parts = await Promise.all([0, 1, 2].map((part) => readPart(zoom(...rows), { part, of: 3 })));
    expect(parts.flat().toSorted()).toEqual(whole.toSorted());
    expect(Math.min(...parts.map(({ length }) => length))).toBeGreaterThan(0);
  });
});

describe('A damaged report', () => {
  it('loses nobody to NUL bytes in rows or in the line of headings', async () => {
    const text = (await reportFile('zoom-webinar.csv')).toString();
    const whole = await readReport(Buffer.from(text));
    const broken = text
      .replace('Attended,User Name (Original Name),First', 'Atten\0ded,User Na\0me (Original Name),First')
      .replace('ann@example.com,,"Mar', 'ann\0@example.com,\0,"Mar');
    expect(broken).not.toBe(text);
    expect(await readReport(Buffer.from(broken))).toEqual(whole);
  });

  it('tells a shifted line about the webinar by its names, and believes none of its numbers', async () => {
    const { meeting, people } = await readReport(await reportFile('zoom-webinar-open.csv'));
    expect(meeting).toBe('84759841045 Gardening');
    expect(people).toContain('ann@example.com: 60');
  });

  it('makes times that run backwards, are negative, missing or unreadable unknown, and never 0', async () => {
    expect(
      await peopleOf(
        'A,a@example.com,03/17/2026 06:30:00 PM,03/17/2026 06:10:00 PM,-20,Yes',
        'B,b@example.com,03/17/2026 06:30:00 PM,03/17/2026 06:10:00 PM,,Yes',
        'C,c@example.com,,,,Yes',
        'D,d@example.com,soon,later,,Yes',
        `E,e@example.com,${WHILE}`,
        'E,e@example.com,03/17/2026 06:30:00 PM,03/17/2026 06:10:00 PM,-20,Yes',
      ),
    ).toEqual([
      'a@example.com: unknown',
      'b@example.com: unknown',
      'c@example.com: unknown',
      'd@example.com: unknown',
      'e@example.com: 60+unknown',
    ]);
  });

  it('takes a length where one end of a stay is missing', async () => {
    expect(
      await peopleOf('A,a@example.com,03/17/2026 06:00:00 PM,,20,Yes', `B,b@example.com,${WHILE}`),
    ).toEqual(['a@example.com: 20', 'b@example.com: 60']);
  });

  it('unites reconnects and overlaps of one address, whatever its case, its name and its invisible signs', async () => {
    expect(
      await peopleOf(
        'Ann,ann@example.com,03/17/2026 06:00:00 PM,03/17/2026 06:30:00 PM,30,Yes',
        'Ann N.,ANN@Example.com,03/17/2026 06:20:00 PM,03/17/2026 06:40:00 PM,20,Yes',
        '\u200bAnn,\u200bann@example.com\ufeff,03/17/2026 06:50:00 PM,03/17/2026 07:00:00 PM,10,Yes',
      ),
    ).toEqual(['ann@example.com: 50']);
  });

  it('keeps people without a name apart, and those whose names are signs', async () => {
    expect(await peopleOf(`★,,${WHILE}`, `☆,,${WHILE}`, `,,${WHILE}`, `,,${WHILE}`)).toHaveLength(4);
  });

  it('takes a row whose quotes are broken', async () => {
    expect(await peopleOf(`"Ann "Novak,ann@example.com,${WHILE}`, `Bob,bob@example.com,${WHILE}`)).toEqual([
      'ann@example.com: 60',
      'bob@example.com: 60',
    ]);
  });

  it('passes over trailing commas, quoted headings and blank lines', async () => {
    const quoted = HEADER.split(',')
      .map((heading) => `"${heading}"`)
      .join(',');
    const file = Buffer.from(
      [`${quoted},,`, ',,,,,,,', `Ann,ann@example.com,${WHILE},,`, '', ''].join('\r\n'),
    );
    expect((await readReport(file)).people).toEqual(['ann@example.com: 60']);
  });
});
