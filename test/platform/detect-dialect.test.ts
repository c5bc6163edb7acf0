import { describe, expect, it } from 'vitest';
import { detectDialect, SAMPLE_BYTES } from '../../shared/platform/csv/detect-dialect.ts';
import { closeEncodings } from '../../shared/platform/csv/detect-encoding.ts';
import type { Encoding } from '../../shared/platform/values/csv-dialect.ts';
import { encode, readAll } from '../unit/csv/csv-files.ts';

const detect = (text: string | Uint8Array) => {
  const found = detectDialect(Buffer.from(text));
  if ('fault' in found) throw new Error(found.fault.reason);
  return found;
};

describe('encoding', () => {
  const western = 'name;city\r\nJürgen Müller;Köln\r\nZoë Dupré;Orléans\r\nO’Neil;€uropa\r\n';
  const russian = 'имя;город\r\nАнна Петрова;Екатеринбург\r\nФёдор Ёлкин;Орёл\r\n';
  const cases: [text: string, encoding: Encoding, bom: boolean][] = [
    [western, 'utf-8', false],
    [western, 'utf-8', true],
    [western, 'utf-16le', true],
    [western, 'utf-16be', true],
    [western, 'utf-16le', false],
    [western, 'utf-16be', false],
    [western, 'windows-1252', false],
    [russian, 'utf-8', false],
    [russian, 'utf-8', true],
    [russian, 'utf-16le', true],
    [russian, 'utf-16be', true],
    [russian, 'utf-16le', false],
    [russian, 'windows-1251', false],
    [russian.toUpperCase(), 'windows-1251', false],
    [russian, 'koi8-r', false],
  ];

  it.each(cases)('reads the same cells, text %#', async (text, encoding, bom) => {
    const bytes = encode(text, encoding, bom);
    const dialect = detect(bytes);
    expect(dialect).toMatchObject({ encoding, delimiter: ';', lineEnding: '\r\n' });
    const records = await readAll([bytes], dialect);
    const want = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'));
    expect(records.map((record) => 'cells' in record && record.cells)).toEqual(want);
  });

  it.each([
    ['Finnish', 'Pääkkönen\nJääskeläinen\nMäättä\nNyyssönen'],
    ['French', 'Zoé,Créée'],
    ['Scandinavian', 'Bjørn Ødegård,Åsa Åström'],
    ['upper-case German', 'MÜLLER,GRÖßE,ÄÖÜ'],
  ])('%s names in windows-1252 are no Russian ones', (_, text) => {
    const bytes = Buffer.from(`email,name\n${text}\n`, 'latin1');
    expect([detect(bytes).encoding, closeEncodings(bytes)]).toEqual(['windows-1252', []]);
  });

  it('is close where Western and Russian words stand side by side, as no such file can have them', () => {
    const both = (words: string) => encode(`email,name\n${words}\n`, 'windows-1251', false);
    expect(closeEncodings(both('Анна,Lукa'))).toEqual(['windows-1252', 'windows-1251']);
    expect(closeEncodings(both('Анна Петрова,Иван,IT-отдел,Екатеринбург,cтранно'))).toEqual([]);
    expect(closeEncodings(both('анна,иван'))).toEqual(['windows-1251', 'koi8-r']);
  });

  it('one broken row does not make a UTF-8 file a Western one', () => {
    const bytes = Buffer.concat([
      Buffer.from('имя,город\nАнна,Орёл\n'),
      Buffer.from('M\xfcller,x\n', 'latin1'),
    ]);
    expect(detect(bytes).encoding).toBe('utf-8');
  });

  it('a letter cut in two by the end of the sample is no damage', () => {
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const text = `a,b\n${shift}${'𝒳'.repeat(SAMPLE_BYTES)}`;
      expect(detect(text).encoding).toBe('utf-8');
    }
  });
});

describe('delimiter', () => {
  it.each([
    ['commas in a semicolon file', 'name;email\n"Petrov, A";a@x.example\nSmith, B;b@x.example\n', ';'],
    ['decimal commas', 'name;hours;rate\nA;1,5;2,5\nB;2,5;3,5\n', ';'],
    ['tabs', 'name\temail\nA, B\ta@x.example\n', '\t'],
    ['bars', 'name|email\nA|a@x.example\n', '|'],
    ['delimiters inside quotes', 'name,note\n"a;b;c",1\n"d;e;f",2\n', ','],
    ['a single column', 'email\na@x.example\nb@x.example\n', ','],
    ['a header alone, without a line end', 'name;email', ';'],
    ['line breaks inside quotes', 'a;b\n"x\ny,z";1\n"x\ny,z";2\n', ';'],
    ['Excel’s hint', 'sep=|\na;b|c;d\n', '|'],
    ['a broken quote', 'a;b\n"x;1\ny;2\nz;3\n', ';'],
  ])('%s', (_name, text, delimiter) => {
    expect(detect(text).delimiter).toBe(delimiter);
  });

  it.each(['\n', '\r\n', '\r'])('line ending %j', (lineEnding) => {
    expect(detect(`a,b${lineEnding}1,2${lineEnding}`).lineEnding).toBe(lineEnding);
  });
});

describe('files that are no CSV', () => {
  it.each([
    ['an XLSX', Buffer.from('PK\x03\x04\x14\x00\x06\x00'), 'not-csv', /XLSX or ZIP/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'not-csv', /PDF/],
    ['an XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not-csv', /XLS/],
    ['a web page', Buffer.from('\uFEFF\n<!DOCTYPE html><html>'), 'not-csv', /HTML/],
    [
      'other binary data',
      Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * at * 31) % 251)),
      'not-csv',
      /binary/,
    ],
    ['NUL bytes everywhere', Buffer.alloc(500), 'not-csv', /binary/],
    ['nothing', Buffer.alloc(0), 'empty', /empty/],
    ['only a byte order mark', Buffer.from('\uFEFF'), 'empty', /empty/],
    ['only blank lines', Buffer.from('\r\n  \r\n'), 'empty', /empty/],
  ])('%s', (_name, bytes, code, reason) => {
    expect(detectDialect(bytes)).toEqual({ fault: { code, reason: expect.stringMatching(reason) } });
  });

  it('some NUL bytes in single rows are no reason to refuse the file', () => {
    expect(detect(`a,b\nx\0,1\n${'some,row\n'.repeat(20)}`).encoding).toBe('utf-8');
  });
});
