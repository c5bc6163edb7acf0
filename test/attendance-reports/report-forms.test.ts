import { describe, expect, it } from 'vitest';
import { readReport, reportFile } from './read-report.ts';

const ann = 'ann@example.com: 60';
const bob = 'bob@example.com: 40';
const hana = 'hana@example.com: 70, host';

const forms: [file: string, form: string, meeting: string, people: string[]][] = [
  ['zoom-a.csv', 'zoom-meeting', '', ['ann@example.com: 62', bob, 'iPhone (Cleo Dupont): 30']],
  ['zoom-a-plus.csv', 'zoom-meeting', '', ['ann@example.com: 62', bob]],
  ['zoom-a-plus-plus.csv', 'zoom-meeting', '', [ann]],
  ['zoom-b.csv', 'zoom-meeting', '', ['ann@example.com: 62', bob]],
  ['zoom-c.csv', 'zoom-meeting', '81234567890 Gardening, part 1 2026-03-17T16:55 70', [ann]],
  ['zoom-c-quoted.csv', 'zoom-meeting', '81234567890 Gardening 2026-03-17T16:55 70', [ann]],
  ['zoom-d.csv', 'zoom-meeting', '81234567890 Gardening', [ann]],
  ['zoom-d-full.csv', 'zoom-meeting', '81234567890 Gardening 2026-03-17T16:55 70', [ann]],
  [
    'zoom-webinar.csv',
    'zoom-webinar',
    '84759841045 Gardening 2026-03-17T16:55 70',
    [hana, 'pavel@example.com: 63, panelist', ann, 'bob@example.com: unknown', '+49 30 1234: 15'],
  ],
  [
    'zoom-webinar-open.csv',
    'zoom-webinar',
    '84759841045 Gardening',
    [hana, ann, '★: 10', '☆: 20', ': 5', ': 6'],
  ],
  ['zoom-registration.csv', 'zoom-registration', '84759841045 Gardening 2026-03-17T17:00 60', []],
  ['zoom-roster.csv', 'zoom-registration', '', []],
  [
    'teams-en.tsv',
    'teams',
    'Gardening 2026-03-17T16:55 70',
    [hana, ann, bob, 'pia@example.com: 60, speaker'],
  ],
  ['teams-de.tsv', 'teams', 'Gärtnern 2026-03-17T16:55 70', [hana, 'ann@example.com: 59']],
  ['teams-pt.tsv', 'teams', 'Jardinagem 2026-03-17T16:55', ['ann@example.com: 50']],
  ['teams-pl.tsv', 'teams', 'Ogrodnictwo 2026-03-17T16:55', [ann]],
  ['teams-fr.tsv', 'teams', 'Jardinage 2026-03-17T16:55', [ann]],
  ['teams-ru.tsv', 'teams', 'Сад 2026-03-17T16:55', [ann]],
  ['teams-classic.tsv', 'teams-classic', '', ['Hana Host: 65', 'Ann Novak: 60', 'Bob Berg: 40']],
  ['teams-live-event.csv', 'teams-live-event', '', [ann, 'Bob Berg: 30', 'hana@example.com: 65, host']],
  ['webex.tsv', 'webex', '', [ann, bob]],
  ['webex-short.tsv', 'webex', '', [ann, bob]],
  ['google-meet.csv', 'google-meet', '', [ann, 'bob@example.com: 58']],
  ['bigbluebutton.csv', 'bigbluebutton', '', ['Hana Host: 70, host', 'Ann Novak: 60']],
  ['goto.csv', 'goto', '123456789 Gardening', [ann, 'hana@example.com: 70, team']],
  ['livestorm.csv', 'table', '', [ann]],
];

describe('A report on who was there', () => {
  it.each(forms)('%s is known by what it holds as %s', async (file, form, meeting, people) => {
    expect(await readReport(await reportFile(file))).toEqual({ form, meeting, people, questions: [] });
  });

  it('of a form that nobody knows asks for its columns, and is read by them', async () => {
    const file = await reportFile('unknown-table.csv');
    expect(await readReport(file)).toMatchObject({ form: undefined, questions: ['columns'] });
    const columns = { name: 'Wer', email: 'Adresse', joined: 'Von', left: 'Bis' };
    expect(await readReport(file, { columns })).toMatchObject({ form: 'table', people: [ann] });
  });
});
