import { expect, it } from 'vitest';
import type { HistoryEntry } from '../../shared/people/domain/history.ts';
import { redactHistory } from '../../shared/privacy/domain/redact-history.ts';

const gone = `par_${'a'.repeat(32)}`;
const other = `par_${'b'.repeat(32)}`;
const entry = (kind: HistoryEntry['kind'], data?: Record<string, unknown>) =>
  ({ id: 'h', at: '2027-01-01T00:00:00.000Z', kind, ...(data && { data }) }) as unknown as HistoryEntry;
const redacted = (one: HistoryEntry) =>
  redactHistory(one, { ids: new Set([gone]), names: (text) => /ann|aaaa/i.test(text) });

it('An entry of history loses texts that name the forgotten, at any depth, and keeps all else', () => {
  const told = { email: 'ann@example.com', title: 'Webinar', count: 3, list: ['Ann'], none: null };
  expect(redacted(entry('changed', { ...told, before: { name: 'Ann', city: 'Bonn' } })).data).toEqual({
    ...{ title: 'Webinar', count: 3, list: ['Ann'], none: null },
    before: { city: 'Bonn' },
  });
});

it('ids stay, though a text of the forgotten may be part of them', () => {
  expect(redacted(entry('changed', { from: gone })).data).toEqual({ from: gone });
});

it('what was kept of the forgotten at their merge goes, and that of others stays', () => {
  const kept = { city: 'Bonn' };
  expect(redacted(entry('merged', { from: gone, kept })).data).toEqual({ from: gone });
  expect(redacted(entry('merged', { from: other, kept })).data).toEqual({ from: other, kept });
  expect(redacted(entry('changed', { from: gone, kept })).data).toEqual({ from: gone, kept });
});

it('an entry without data is left as it is', () => {
  expect(redacted(entry('created'))).toEqual(entry('created'));
});
