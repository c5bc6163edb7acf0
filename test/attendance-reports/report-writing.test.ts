import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounds } from '../support/rounds.ts';
import { readReport, reportFile } from './read-report.ts';

const files = [
  'zoom-a.csv',
  'zoom-c.csv',
  'zoom-webinar.csv',
  'teams-en.tsv',
  'teams-classic.tsv',
  'webex.tsv',
  'google-meet.csv',
  'bigbluebutton.csv',
  'goto.csv',
  'livestorm.csv',
];

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const encodings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text) => swapped(`\ufeff${text}`),
  'UTF-16LE without a mark': (text) => Buffer.from(text, 'utf16le'),
};

/** The cells of a fixture, whose own quotes are the simple ones of CSV. */
function cellsOf(text: string, delimiter: string): string[][] {
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(?:${delimiter}|$)`, 'gu');
  return text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(cell)]
        .slice(0, line.endsWith(delimiter) ? undefined : -1)
        .map(([, found = '']) =>
          found.startsWith('"') && found.endsWith('"') && found.length > 1
            ? found.slice(1, -1).replaceAll('""', '"')
            : found,
        ),
    );
}

const written = (rows: string[][], delimiter: string, lineEnd: string): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/["\r\n,;\t|=]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(delimiter),
    )
    .join(lineEnd) + lineEnd;

describe('The same report', () => {
  it('is the same in any encoding, with any delimiter and line end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.constantFrom(...Object.keys(encodings)),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (file, encoding, delimiter, lineEnd) => {
          const original = (await reportFile(file)).toString();
          const rows = cellsOf(original, file.endsWith('.tsv') ? '\t' : ',');
          const copy = encodings[encoding]!(written(rows, delimiter, lineEnd));
          expect(await readReport(copy)).toEqual(await readReport(Buffer.from(original)));
        },
      ),
      { numRuns: rounds(200, 40) },
    );
  });

  it('is the same in the old encodings that can hold its letters', async () => {
    const french = (await reportFile('teams-fr.tsv')).toString();
    expect(await readReport(Buffer.from(french, 'latin1'))).toEqual(await readReport(Buffer.from(french)));
    const russian = (await reportFile('teams-ru.tsv')).toString();
    expect(await readReport(windows1251(russian))).toEqual(await readReport(Buffer.from(russian)));
  });
});

/** Russian letters, without Ё and the dashes. */
const windows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
