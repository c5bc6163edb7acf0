import { describe, expect, it } from 'vitest';
import { splitGroups } from '../../shared/imports/domain/cells/group-list.ts';
import { decodeMetadata, readMetadata } from '../../shared/imports/domain/import-options.ts';
import { parseConsentCell } from '../../shared/imports/domain/cells/parse-consent-cell.ts';
import { readStatus } from '../../shared/imports/domain/headings/status-words.ts';
import { parseTypedCell } from '../../shared/imports/domain/cells/parse-typed-cell.ts';
import { checkVariableValue } from '../../shared/variables/domain/variable.ts';
import { dateOrderIn, parseDate } from '../../shared/imports/domain/cells/parse-date.ts';
import { decimalSignIn, parseNumber } from '../../shared/imports/domain/cells/parse-number.ts';

describe('A written date', () => {
  it.each([
    ['2027-03-04', undefined, '2027-03-04'],
    ['2027/3/4', undefined, '2027-03-04'],
    ['20270304', undefined, '2027-03-04'],
    ['13.04.2027', undefined, '2027-04-13'],
    ['04/13/2027', undefined, '2027-04-13'],
    ['05.05.27', undefined, '2027-05-05'],
    ['3/4/71', 'day-first', '1971-04-03'],
    ['3-4-2027', 'month-first', '2027-03-04'],
    ['2027-03-04 9:05', undefined, '2027-03-04T09:05'],
    ['4.3.2027 10:00:30 +0100', 'day-first', '2027-03-04T10:00:30+01:00'],
    ['6 May 1990', undefined, '1990-05-06'],
    ['May 6, 1990', undefined, '1990-05-06'],
    ['Sunday, May 6th, 1990', undefined, '1990-05-06'],
    ['06-May-90', undefined, '1990-05-06'],
    ['6 May 70', undefined, '1970-05-06'],
    ['6 May 69', undefined, '2069-05-06'],
    ['6.5.70', 'day-first', '1970-05-06'],
    ['6.5.69', 'day-first', '2069-05-06'],
    ['13.12.2027', undefined, '2027-12-13'],
    ['12/13/2027', undefined, '2027-12-13'],
    ['1990-May-06', undefined, '1990-05-06'],
    ['6. März 1990', undefined, '1990-03-06'],
    ['1er août 1990', undefined, '1990-08-01'],
    ['6 мая 1990 г.', undefined, '1990-05-06'],
    ['6 de mayo de 1990', undefined, '1990-05-06'],
    ['6 Dec 2026 9:05', undefined, '2026-12-06T09:05'],
    ['19900506', undefined, '1990-05-06'],
    ['5/16/1990 3:15 PM', undefined, '1990-05-16T15:15'],
    ['1990-05-16 12:05:09 a.m.', undefined, '1990-05-16T00:05:09'],
    ['May 16, 1990 at 10:00 PM', undefined, '1990-05-16T22:00'],
    ['16/05/1990 à 15h15', undefined, '1990-05-16T15:15'],
    ['16. Mai 1990 um 9:15 Uhr', undefined, '1990-05-16T09:15'],
    ['6th of May 1990', undefined, '1990-05-06'],
    ['06MAY1990', undefined, '1990-05-06'],
    ['16.05.1990 г.', undefined, '1990-05-16'],
    ['4. 3. 2027', 'day-first', '2027-03-04'],
    ['1990. 5. 6.', undefined, '1990-05-06'],
    ['1990年5月6日', undefined, '1990-05-06'],
    ['\u200e16/05/1990', undefined, '1990-05-16'],
    ['1990-05-16 10:00:00 UTC', undefined, '1990-05-16T10:00:00Z'],
    [
      'Wed May 16 1990 00:00:00 GMT+0200 (Central European Summer Time)',
      undefined,
      '1990-05-16T00:00:00+02:00',
    ],
  ] as const)('%s is read', (text, order, date) => {
    expect(parseDate(text, order)).toBe(date);
  });

  it.each([
    ['3/4/2027', undefined, 'date-order'],
    ['13/14/2027', undefined, 'date-order'],
    ['13/04/2027', 'month-first', 'not-a-date'],
    ['31.02.2027', 'day-first', 'not-a-date'],
    ['2027-02-30', undefined, 'not-a-date'],
    ['30 Feb 2027', undefined, 'not-a-date'],
    ['6 Mayhem 1990', undefined, 'not-a-date'],
    ['19901306', undefined, 'not-a-date'],
    ['99990506', undefined, 'not-a-date'],
    ['2027-01-01T25:00', undefined, 'not-a-date'],
    ['2027-01-01 13:00 PM', undefined, 'not-a-date'],
    ['5/6/2027 3:15 PM', undefined, 'date-order'],
    ['45123', undefined, 'not-a-date'],
    ['soon', undefined, 'not-a-date'],
  ] as const)('%s is not guessed', (text, order, fault) => {
    expect(parseDate(text, order)).toEqual({ fault });
  });

  it('tells the order of its column only where it can', () => {
    expect(['13/12/2027', '12/13/2027', '13/14/2027', '12/11/2027'].map(dateOrderIn)).toEqual([
      'day-first',
      'month-first',
      undefined,
      'either',
    ]);
    expect(['13/4/2027', '4/13/2027', '3/4/2027', '4/4/2027', '2027-03-04', 'x'].map(dateOrderIn)).toEqual([
      'day-first',
      'month-first',
      'either',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it('Yes and no are read as forms and devices write them', () => {
  expect(
    'on OFF ein aus вкл выкл t f 1.0 0.0 yes. Nein! ✓ ✗ ☑ ☐ checked unchecked x'
      .split(' ')
      .map((word) => parseTypedCell(word, 'boolean', {})),
  ).toEqual([...Array.from({ length: 18 }, (_, at) => ({ value: at % 2 === 0 })), { value: true }]);
});

describe('A written number', () => {
  it.each([
    ['1 234,50', undefined, 1234.5],
    ['1\u00a0234\u202f567', undefined, 1_234_567],
    ['1.234.567', undefined, 1_234_567],
    ['1,234', 'comma', 1.234],
    ['1,234', 'point', 1234],
    ['-0.5', undefined, -0.5],
    ['1e3', undefined, 1000],
    ['007', undefined, 7],
  ] as const)('%s is read', (text, decimal, number) => {
    expect(parseNumber(text, decimal)).toBe(number);
  });

  it.each([
    ['1,234', undefined, 'number-format'],
    ['1.234', undefined, 'number-format'],
    ['12,34,56', undefined, 'not-a-number'],
    ['1.2.3', undefined, 'not-a-number'],
    ['five', undefined, 'not-a-number'],
    ['1.5x', 'point', 'not-a-number'],
    ['x.5', 'point', 'not-a-number'],
    ['1,5,2', 'comma', 'not-a-number'],
    ['99999999999999999', undefined, 'out-of-range'],
    ['1,5', 'point', 'decimal-sign'],
    ['12,34', 'point', 'decimal-sign'],
    ['1 234,5', 'point', 'decimal-sign'],
    ['2.5', 'comma', 'decimal-sign'],
    ['1.2345', 'comma', 'decimal-sign'],
    ['0.123', 'comma', 'decimal-sign'],
    ['1234.567', 'comma', 'decimal-sign'],
    ["1'234 567", 'point', 'not-a-number'],
  ] as const)('%s is not guessed', (text, decimal, fault) => {
    expect(parseNumber(text, decimal)).toEqual({ fault });
  });

  it('tells the decimal sign of its column only where it can', () => {
    expect(['1,5', '1.5', '1.234,5', '1,234', '0,123', '1234', '1,234,567'].map(decimalSignIn)).toEqual([
      'comma',
      'point',
      'comma',
      'either',
      'comma',
      undefined,
      'point',
    ]);
  });
});

describe('A written text', () => {
  it.each([
    ['one\r\ntwo\rthree\vfour', { value: 'one\ntwo\nthree\nfour' }],
    [' e\u0301 ', { value: 'é' }],
    ['a\u0001b', { code: 'control-character' }],
  ])('%j is kept as workbooks can have it, or refused', (text, expected) => {
    expect(parseTypedCell(text, 'text', {})).toMatchObject(expected);
    expect(checkVariableValue({ type: 'text' }, text)).toMatchObject(expected);
  });
});

describe('Small languages of a file', () => {
  it('names of groups lie between semicolons, which a backslash makes part of a name', () => {
    expect(splitGroups(String.raw` a ; b\;c;;d\\;e\f`)).toEqual(['a', 'b;c', 'd\\', String.raw`e\f`]);
  });

  it('names of groups of other products lie between their signs, without their marks', () => {
    expect(splitGroups('* myContacts ::: Friends ::: * starred', ':::')).toEqual(['Friends', 'starred']);
    expect(splitGroups(' "VIP", "has blanks " ,,"" ,a"b', ',')).toEqual(['VIP', 'has blanks', 'a"b']);
    expect(splitGroups('a;b | c', '|')).toEqual(['a;b', 'c']);
  });

  it('a status asks for a wish, for nothing, or is no status', () => {
    expect(
      ['Unsubscribed', 'opted-out', 'ОТПИСАН', 'Désinscrit', 'Active', '', 'VIP', '42'].map(readStatus),
    ).toEqual([
      'optedOutAt',
      'optedOutAt',
      'optedOutAt',
      'optedOutAt',
      'nothing',
      'nothing',
      'unknown',
      'unknown',
    ]);
  });

  it.each([
    ['optedOutAt', 'suppressed, Opted out, opt-out, Do not mail, désabonnement, Abbestellt, отказался'],
    ['bouncedAt', 'Cleaned, hard bounce, hard_bounced, bereinigt, nettoyé'],
    ['complainedAt', 'spam, Spam complaint, жалоба на спам'],
    ['blockedAt', 'blocked, blacklisted, в чёрном списке'],
    ['nothing', 'active, Subscribed, confirmed, pending, en attente, ausstehend, подтверждён'],
    ['unclear', 'inactive, non-subscribed, unconfirmed, не подписан, inaktiv'],
    ['unknown', 'lead, customer'],
  ])('a status that means %s is known by many words', (meaning, words) => {
    expect(words.split(', ').map(readStatus)).toEqual(words.split(', ').map(() => meaning));
  });

  it.each([
    [
      true,
      'yes, true, 1, X, ✓, Ja, oui, да, 2026-03-04, 03/04/2026, 2026-03-04 10:00:00, 4 Mar 2026, Wednesday 4 March 2026 10:00:00 GMT, 1772582400',
    ],
    [false, 'no, FALSE, 0, nein, non, нет, No thanks, Nein danke, ☐, f'],
    ['nothing', '-, n/a, NULL, 0000-00-00 00:00:00, subscribed'],
    ['optedOutAt', 'unsubscribed, отписан, Unsubscribed 2021'],
    [
      undefined,
      'perhaps, Weekly digest, inactive, 17, 99999, nein seit 2019, never (2020), no 2021-03-04, unsubscribed on 2021-03-04',
    ],
  ])('a cell that says %s to an opt-out may be written in many ways', (said, cells) => {
    for (const cell of cells.split(', ')) expect([cell, parseConsentCell(cell)]).toEqual([cell, said]);
  });

  it('a sentence that begins with yes or no, and a comma, says so', () => {
    expect(['Yes, I agree', 'No, thank you', 'Нет, спасибо', 'No objections'].map(parseConsentCell)).toEqual([
      true,
      false,
      false,
      undefined,
    ]);
  });

  it('metadata in other letters comes percent-encoded or in words of RFC 2047', () => {
    expect(decodeMetadata('%D0%93%D0%BE%D1%81%D1%82%D0%B8')).toBe('Гости');
    expect(decodeMetadata('=?UTF-8?B?0JPQvtGB0YLQuA==?=')).toBe('Гости');
    expect(decodeMetadata('=?utf-8?Q?caf=C3=A9_noir?=')).toBe('café noir');
    expect(decodeMetadata('50% off')).toBe('50% off');
  });

  it('options beside a file are read in lower case, and what is not ours is left alone', () => {
    const given = {
      group: 'A',
      groups: 'B; C',
      mode: 'ADD',
      'dry-run': 'yes',
      'erase-empty': '0',
      's3cmd-attrs': 'x',
    };
    expect(readMetadata(given)).toEqual({
      group: 'A',
      groups: ['B', 'C'],
      mode: 'add',
      dryRun: true,
      eraseEmpty: false,
    });
    expect(readMetadata({ __proto__: 'x', constructor: 'y' })).toEqual({});
    expect(readMetadata({ notify: 'perhaps' })).toEqual({ fault: expect.stringContaining('"notify"') });
  });
});
