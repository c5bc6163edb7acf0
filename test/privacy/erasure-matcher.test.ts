import { describe, expect, it } from 'vitest';
import { parseEmail, type EmailAddress } from '../../shared/platform/values/email-address.ts';
import { namesAnybody } from '../../shared/privacy/domain/erasure-matcher.ts';
import { participantIdInChannel, participantIdOf } from '../../shared/people/domain/identity.ts';
import { cpuMsOf } from '../support/cpu-time.ts';

const key = Buffer.from('a key');
const idOf = (email: string) => participantIdOf(key, (parseEmail(email) as EmailAddress).key);
const hunted = {
  ids: new Set([
    idOf("o'brien@example.com"),
    idOf('+plus@example.com'),
    idOf('ann@пример.рф'),
    participantIdInChannel(key, 'telegram', '4711'),
  ]),
  channels: [],
};
const names = (text: string) => namesAnybody(text, hunted, key);

describe('A text names somebody', () => {
  it.each([
    "x;O'Brien@Example.com;y",
    '"o\'brien@example.com"',
    "'o'brien@example.com'",
    "<mailto:o'brien@example.com>",
    "Write to o'brien@example.com.",
    '{"email":"o\'brien@example.com"}',
    "'+plus@example.com",
    'ann@пример.рф\t1',
    'ANN@XN--E1AFMKFD.XN--P1AI',
    `id ${idOf('+plus@example.com')}`,
    "“o'brien@example.com”",
    '«+plus@example.com»',
    'mailto:+plus@example.com?subject=x',
    'ann@example.org/+plus@example.com/bob@example.org',
    '\u200b+plus\u200b@example.com\ufeff',
    '*+plus@example.com*',
    "-o'brien@example.com!",
    '…?e=+plus%40example.com#top',
    '+plus＠example.com',
    '+plus@example.com是',
    'x@+plus@example.com',
    '+plus@example.com-',
    '+plus@example.com.-.',
    '.-+plus@example.com',
  ])('in %j', (text) => {
    expect(names(text)).toBe(true);
  });

  it.each([
    "brien@example.com,o'brien@example.org",
    'plus@example.com',
    "o'brien at example.com",
    '4711',
    'par_00000000000000000000000000000000',
    '@@@@',
    '',
  ])('but not in %j', (text) => {
    expect(names(text)).toBe(false);
  });

  it('by their id in a channel, if one of them was known in one', () => {
    expect(namesAnybody('telegram,4711\n', { ...hunted, channels: ['telegram'] }, key)).toBe(true);
    expect(namesAnybody('telegram,4712\n', { ...hunted, channels: ['telegram'] }, key)).toBe(false);
  });

  it.each([
    ['telegram', '@ann_bird', 'telegram,https://t.me/ann_bird?start=1,Ann'],
    ['telegram', '@ann_bird', "x;'@ann_bird"],
    ['vk', 'max', "x;'max';y"],
    ['whatsapp', '+491701234567', 'Ann,+49 170 1234567\n'],
    ['whatsapp', '+491701234567', 'https://wa.me/491701234567'],
  ])('as an import reads their id in %s: %s in %j', (channel, kept, text) => {
    const known = { ids: new Set([participantIdInChannel(key, channel, kept)]), channels: [channel] };
    expect(namesAnybody(text, known, key)).toBe(true);
  });

  it('as long as it is no longer than any id', () => {
    const named = (word: string) => {
      const ids = new Set([participantIdInChannel(key, 'slack', word)]);
      return namesAnybody(word, { ids, channels: ['slack'] }, key);
    };
    expect(['x'.repeat(1_000), 'x'.repeat(1_001)].map(named)).toEqual([true, false]);
  });

  it('only where there is somebody to look for', () => {
    expect(namesAnybody("o'brien@example.com", { ids: new Set(), channels: [] }, key)).toBe(false);
  });

  it('and a hostile one is looked through in a moment', () => {
    const text = 'a'.repeat(1_000_000) + '@'.repeat(100_000) + "'".repeat(100_000);
    const took = cpuMsOf(() => {
      expect(names(text)).toBe(false);
    });
    expect(took).toBeLessThan(5_000);
  });
});
