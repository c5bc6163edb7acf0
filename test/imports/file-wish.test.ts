import { describe, expect, it } from 'vitest';
import { wishOfFile } from '../../shared/imports/domain/headings/file-wish.ts';
import { guessColumns } from '../../shared/imports/domain/import-columns.ts';

const columns = guessColumns(['email', 'name']);
const told = (name: string, everybody?: 'bounced' | 'as-told', of = columns) => {
  const { everybody: wish, question } = wishOfFile(
    `imports/${name}`,
    of,
    everybody && { columns: [], everybody },
  );
  return wish ?? question?.question;
};

describe('The name of a file', () => {
  it.each([
    ['unsubscribed_members_export_1a2b.csv', 'unsubscribed'],
    ['Unsubscribed_segment_export.csv', 'unsubscribed'],
    ['cleaned_audience_2027.csv', 'bounced'],
    ['CLEANED_MEMBERS.CSV', 'bounced'],
    ['subscribed_members_export_1a2b.csv', undefined],
    ['opt-out.csv', 'mail-wish-of-all'],
    ['bounced.csv', 'mail-wish-of-all'],
    ['spam-complainers.csv', 'mail-wish-of-all'],
    ['non-subscribed.csv', 'mail-wish-of-all'],
    ['nonsubscribers 2027.csv', 'mail-wish-of-all'],
    ['newsletter.csv', undefined],
    ['people.csv', undefined],
    ['unsubscribed_members.d/people.csv', undefined],
  ])('%s tells of everybody in it: %s', (name, wish) => {
    expect(told(name)).toBe(wish);
  });

  it('tells nothing where the organizer does', () => {
    expect(told('cleaned_members.csv', 'as-told')).toBeUndefined();
    expect(told('people.csv', 'bounced')).toBe('bounced');
  });

  it('is not asked about where a column tells', () => {
    expect(told('opt-out.csv', undefined, guessColumns(['email', 'unsubscribed']))).toBeUndefined();
  });
});
