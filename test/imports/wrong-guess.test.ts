import { describe, expect, it } from 'vitest';
import {
  isRestricting,
  isStatusWord,
  readStatus,
} from '../../shared/imports/domain/headings/status-words.ts';
import { wrongGuess } from '../../shared/imports/domain/headings/wrong-guess.ts';
import type { ImportColumn } from '../../shared/imports/domain/import-columns.ts';

const columns = (...meanings: string[]) =>
  meanings.map((meaning, index) => ({ name: meaning, meaning, index }) as unknown as ImportColumn);
const isWrong = (all: string[], meaning: string, cells: string[] = ['x'], channel?: string) =>
  wrongGuess(columns(...all), channel)({ name: meaning, meaning } as unknown as ImportColumn, cells);
const ours = (name: string, ...cells: string[]) =>
  !wrongGuess([], undefined)({ name, meaning: 'read-only' } as unknown as ImportColumn, cells);

describe('A guess that cells contradict', () => {
  it.each([
    [['email', 'externalId'], undefined, true],
    [['email', 'externalId', 'channel'], undefined, false],
    [['email', 'externalId'], 'telegram', false],
    [['externalId'], undefined, false],
  ])('is an id beside %j, with the channel %s: %s', (all, channel, expected) => {
    expect(isWrong(all, 'externalId', ['x'], channel)).toBe(expected);
  });

  it.each([
    [['email', 'channel'], true],
    [['email', 'channel', 'externalId'], false],
    [['channel'], false],
  ])('is a channel beside %j: %s', (all, expected) => {
    expect(isWrong(all, 'channel')).toBe(expected);
  });

  it.each([
    [[], false],
    [['+49 171'], false],
    [['none', '+49 171'], false],
    [['none', 'home'], true],
    [['1', '0'], true],
    [['yes'], true],
  ])('is a phone in %j: %s', (cells, expected) => {
    expect(isWrong(['phone'], 'phone', cells)).toBe(expected);
  });

  it.each([
    ['id', [`par_${'0'.repeat(32)}`], ['4711']],
    ['source', ['import', 'manual'], ['import', 'google']],
    ['labels', ['imported; no-email', 'unsubscribed'], ['imported; VIP']],
    ['createdAt', ['whatever'], undefined],
  ])('is a column of our exports called %s that they could not have written', (name, written, foreign) => {
    expect(ours(name, ...written)).toBe(true);
    if (foreign) expect(ours(name, ...foreign)).toBe(false);
    expect(ours(name)).toBe(true);
  });

  it('is nothing else', () => {
    expect(isWrong(['email', 'firstName'], 'firstName')).toBe(false);
    expect(isWrong(['email'], 'email')).toBe(false);
  });
});

describe('A status', () => {
  it.each([
    ['Unsubscribed', 'optedOutAt', true],
    ['bounced', 'bouncedAt', true],
    ['Active', 'nothing', false],
    ['', 'nothing', false],
    ['pending', 'nothing', false],
    ['inactive', 'unclear', false],
    ['VIP', 'unknown', false],
    ['42', 'unknown', false],
  ])('%j says %s, and restricts mail: %s', (cell, said, restricts) => {
    const read = readStatus(cell);
    expect(read).toBe(said);
    expect(isRestricting(read)).toBe(restricts);
    expect(isStatusWord(cell)).toBe(said !== 'unknown');
  });
});
