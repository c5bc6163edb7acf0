import type { ColumnQuestion } from './column-questions.ts';
import { wishMeanings, type ImportColumn } from '../import-columns.ts';
import type { ImportMapping } from '../import-mapping.ts';
import type { RestrictingWish } from './status-words.ts';
import { wishNamed } from './wish-names.ts';

/** What applies to everybody in a file, in the words of the API. */
export const wishesOfAll = {
  unsubscribed: 'optedOutAt',
  bounced: 'bouncedAt',
  complained: 'complainedAt',
} as const satisfies Record<string, RestrictingWish>;
export type WishOfAll = keyof typeof wishesOfAll;

/**
 * The names that Mailchimp gives to the parts of an export, and the wish of those who are in one without a column for it.
 */
const mailchimp = /^(unsubscribed|cleaned)_.*(members|audience|segment|export)/iu;

/**
 * The wish that a file's name tells of everybody in it, if its columns tell none: the parts of an export differ by nothing
 * else. A name that only resembles one is asked about.
 */
export function wishOfFile(
  key: string,
  columns: ImportColumn[],
  mapping: ImportMapping | undefined,
): { everybody?: WishOfAll; question?: ColumnQuestion } {
  const told = mapping?.everybody;
  if (told !== undefined) return told === 'as-told' ? {} : { everybody: told };
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');
  const known = mailchimp.exec(name)?.[1]?.toLowerCase();
  if (known !== undefined) return { everybody: known === 'cleaned' ? 'bounced' : 'unsubscribed' };
  const isToldByColumns = columns.some(({ meaning }) => wishMeanings.some((wish) => wish === meaning));
  const said = /non[-_ ]?subscri/iu.test(name) ? 'doubtful' : wishNamed(name);
  if (isToldByColumns || said === undefined || !isOfNo(said)) return {};
  return {
    question: {
      question: 'mail-wish-of-all',
      examples: [name.slice(0, 100)],
      message:
        'The file\'s name sounds as if nobody in it wanted mail, and no column tells. Say it in the mapping: "everybody": "unsubscribed", "bounced" or "complained"; or "as-told", if they may be written to.',
    },
  };
}

const isOfNo = (said: NonNullable<ReturnType<typeof wishNamed>>): boolean =>
  said === 'optedOut' || said === 'bounced' || said === 'complained' || said === 'doubtful';
