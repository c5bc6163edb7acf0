import { describe, expect, it } from 'vitest';
import { detectDialect, SAMPLE_BYTES } from '../../../shared/platform/csv/detect-dialect.ts';
import { closeEncodings } from '../../../shared/platform/csv/detect-encoding.ts';
import type { Encoding } from '../../../shared/platform/values/csv-dialect.ts';
import { encode, readAll } from './csv-files.ts';

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
    expect(closeEncodings(both('Анна,Lукa')).slice(0, 2)).toEqual(['windows-1252', 'windows-1251']);
    expect(closeEncodings(both('Анна Петрова,Иван,IT-отдел,Екатеринбург,cтранно'))).toEqual([]);
    expect(closeEncodings(both('анна,иван')).slice(0, 2)).toEqual(['windows-1251', 'koi8-r']);
  });

  const elsewhere: [language: string, encoding: Encoding, names: string][] = [
    ['Greek', 'windows-1253', 'Γιώργος Παπαδόπουλος,Ελένη Κωνσταντίνου,Νίκος Οικονόμου'],
    ['Greek', 'iso-8859-7', 'Μαρία Δημητρίου,Αθήνα,Κώστας'],
    ['Greek capitals', 'windows-1253', 'ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΣ,ΚΩΝΣΤΑΝΤΙΝΟΥ'],
    ['Turkish', 'windows-1254', 'Ayşe Yılmaz,İbrahim Çağlar,Gökhan Şahin'],
    ['Polish', 'iso-8859-2', 'Paweł Wałęsa,Żółkowska,Świętosław'],
    ['Polish', 'windows-1250', 'Łukasz Kamiński,Małgorzata,Źródło'],
    ['Czech', 'windows-1250', 'Jiří Dvořák,Růžička,Věra Černá'],
    ['Czech', 'iso-8859-2', 'Tomáš Kučera,Šárka Němcová,Lukáš'],
    ['Hungarian', 'windows-1250', 'Erdős Pál,Győri Ágnes,Szűcs Éva'],
    ['Romanian', 'iso-8859-2', 'Mihăilescu,Băsescu,Păun Ştefan'],
    ['Croatian', 'windows-1250', 'Ivanović,Đorđe Petrović,Kovačić'],
    ['Lithuanian', 'windows-1257', 'Žydrūnas Šimkus,Jānis Bērziņš'],
    ['Hebrew', 'windows-1255', 'דוד כהן,שרה לוי'],
    ['Arabic', 'windows-1256', 'محمد علي,فاطمة الزهراء'],
    ['Thai', 'windows-874', 'สมชาย ใจดี,กรุงเทพ'],
    ['German', 'macintosh', 'Jürgen Müller,Schröder,Bäcker'],
    ['French', 'macintosh', 'Hélène Dupré,François,Noël'],
    ['Russian', 'ibm866', 'Анна Петрова,Екатеринбург'],
    ['Russian', 'x-mac-cyrillic', 'Анна Петрова,Екатеринбург'],
    ['Russian', 'iso-8859-5', 'Анна Петрова,Екатеринбург'],
    ['Japanese', 'shift_jis', '山田太郎,スズキ,東京'],
    ['Japanese', 'euc-jp', '山田太郎,スズキ,東京'],
    ['Chinese', 'gb18030', '张伟,王芳,北京市'],
    ['Chinese', 'big5', '陳大文,王小明,台北市'],
    ['Korean', 'euc-kr', '김철수,이영희,서울'],
    ['Hungarian, with few long letters', 'windows-1250', 'Szabó Győző,Nagy Krisztián,Tóth Ödön,Kovács Éva'],
    ['Hungarian', 'iso-8859-2', 'Jenő'],
    ['Latvian', 'windows-1257', 'Līga Kalniņa,Ģirts Ķemers'],
    ['Polish', 'windows-1250', 'Paweł,Michał'],
    ['Croatian', 'iso-8859-2', 'Šibenik'],
    ['few Thai', 'windows-874', 'นภา'],
    ['few Thai', 'windows-874', 'กมล'],
    ['few Thai', 'windows-874', 'วีระ,ดาว'],
    ['Arabic', 'windows-1256', 'سارة'],
    ['Ukrainian', 'koi8-u', 'Олена Їжакевич,Ірина Шевченко'],
    ['Russian', 'x-mac-cyrillic', 'Пётр Сидоров,Ольга Кузнецова'],
    ['Russian', 'ibm866', 'Дмитрий Соколов,Елена Щербакова'],
    ['Japanese', 'euc-jp', '東京'],
    ['Spanish', 'macintosh', 'León,Begoña'],
    ['German', 'macintosh', 'Günther'],
  ];
  it.each(elsewhere)(
    'of %s names in %s is asked about, and the right one is offered',
    (_, encoding, names) => {
      const bytes = encode(
        `email,name\n${names
          .split(',')
          .map((name) => `a@x.example,${name}\n`)
          .join('')}`,
        encoding,
      );
      const words = new TextDecoder(encoding).decode(bytes);
      expect(closeEncodings(bytes).map((one) => new TextDecoder(one).decode(bytes))).toContain(words);
    },
  );

  it.each([
    ['German', 'windows-1252', 'Jürgen Müller,Groß,Jörg Schäfer,Köln–Süd'],
    ['French', 'windows-1252', 'Hélène Lefèvre,François Noël,L’Haÿ-les-Roses,Cœur,Élodie'],
    ['Spanish', 'windows-1252', 'María Muñoz,José Ángel Núñez,Mª Dolores,Iñaki'],
    ['Portuguese', 'windows-1252', 'João Simões,Conceição,Guimarães,Antônio'],
    ['French, beside Hungarian letters', 'windows-1252', 'Brûlé,Benoît,Août,Zoé'],
    ['Icelandic', 'windows-1252', 'Þórður Guðmundsson,Björk'],
    ['Italian', 'windows-1252', 'Niccolò,Forlì,Cantù,Salomè'],
    ['Danish', 'windows-1252', 'Søren Kjærgaard,Bjørn Ødegård,Åse'],
    ['Icelandic', 'windows-1252', 'Sigurður Þórsson,Guðrún Ýr,Ásdís'],
    ['Finnish', 'windows-1252', 'Pääkkönen,Jääskeläinen'],
    ['Estonian', 'windows-1252', 'Tõnis Mägi,Kõiv,Jüri Õun'],
    ['Russian', 'windows-1251', 'Анна Петрова,Фёдор Ёлкин,Объезд'],
    ['Ukrainian', 'windows-1251', 'Наталія Ґалаґан,Юрій Їжак,Київ'],
    ['Serbian', 'windows-1251', 'Љубица Ђорђевић,Јован Њего,Крстић'],
    ['Russian', 'koi8-r', 'Анна Петрова,Фёдор Ёлкин'],
  ] as const)('of %s names in %s is read without a question', (_, encoding, names) => {
    const bytes = encode(
      `email,name\n${names
        .split(',')
        .map((name) => `a@x.example,${name}\n`)
        .join('')}`,
      encoding,
    );
    expect([detect(bytes).encoding, closeEncodings(bytes)]).toEqual([encoding, []]);
  });

  it('is UTF-8 where a file is whole as such, though letters were lost before', () => {
    expect(detect('email,name\na@x.example,J\u{fffd}rgen\n').encoding).toBe('utf-8');
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

describe('quotes behind blanks', () => {
  const cellsOf = async (text: string) => {
    const records = await readAll([Buffer.from(text)], detect(text));
    return records.map((record) => ('fault' in record ? record.fault.code : record.cells));
  };

  it.each([
    ['a, b, c\nq@x.example, "Jane", "Acme"\n', ['q@x.example', 'Jane', 'Acme']],
    ['a, b\nq@x.example, "Smith, John"\n', ['q@x.example', 'Smith, John']],
    ['a;  b;c\nq@x.example ; "Smith; ""Jo"" L" ;"x\ny"\n', ['q@x.example', 'Smith; "Jo" L', 'x\ny']],
    ['a|b\n"q" | "r|s"\n', ['q', 'r|s']],
    ['a\tb\tc\n1\t "x\ty"\t\n', ['1', 'x\ty', '']],
  ])('are quotes: %j', async (text, cells) => {
    expect((await cellsOf(text))[1]).toEqual(cells);
  });

  it.each([
    ['a,b\n1, "Bob" the builder\n', ['1', ' "Bob" the builder']],
    ['a,b\n1, 5" pipe\n', ['1', ' 5" pipe']],
    ['a,b\n1, "open\n2,x\n', ['1', ' "open']],
  ])('are text where no cell is closed by them: %j', async (text, cells) => {
    expect((await cellsOf(text))[1]).toEqual(cells);
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
