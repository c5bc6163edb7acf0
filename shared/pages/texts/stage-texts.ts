import * as z from 'zod';
import { Locale } from '../../platform/values/locale.ts';
import { pageTexts } from './page-texts-by-locale.ts';

/** A function's settings are 4 kB at most, all in all. */
const MOST_BYTES = 2_500;

/**
 * The sentences that a stage says in its own words: by language, and by the name that each has in `en.ts`, such as `register` or
 * `messages.confirmed.title`.
 */
export const StageTexts = z
  .partialRecord(Locale, z.record(z.string(), z.string().trim().min(1)))
  .superRefine((languages, context) => {
    const tell = (path: string[], message: string) => {
      context.addIssue({ code: 'custom', path, message });
    };
    for (const { locale, name, text } of entriesOf(languages)) {
      const ours = textAt(name);
      const lost = (ours?.match(/\{\w+\}/g) ?? []).filter((place) => !text.includes(place));
      if (ours === undefined)
        tell([locale, name], `There is no such text; shared/pages/texts/en.ts has them all.`);
      else if (lost.length > 0) tell([locale, name], `The text must hold ${lost.join(' and ')}.`);
    }
    if (Buffer.byteLength(JSON.stringify(languages)) > MOST_BYTES)
      tell(
        [],
        `All texts together are ${MOST_BYTES} bytes at most. Change larger parts in shared/pages/texts.`,
      );
  });
type StageTexts = z.infer<typeof StageTexts>;

/** Says what a stage says in its own words, from now on. Called once, when a function starts. */
export function sayInWordsOf(stage: string): void {
  for (const { locale, name, text } of entriesOf(StageTexts.parse(JSON.parse(stage)))) {
    const [last = '', ...above] = name.split('.').toReversed();
    const place = above.toReversed().reduce<unknown>((at, part) => partOf(at, part), pageTexts[locale]);
    if (typeof place === 'object' && place !== null) Object.assign(place, { [last]: text });
  }
}

const entriesOf = (languages: StageTexts) =>
  Locale.options.flatMap((locale) =>
    Object.entries(languages[locale] ?? {}).map(([name, text]) => ({ locale, name, text })),
  );

/** The English text of a name. */
function textAt(name: string): string | undefined {
  const found = name.split('.').reduce<unknown>((at, part) => partOf(at, part), pageTexts.en);
  return typeof found === 'string' ? found : undefined;
}

const partOf = (at: unknown, part: string): unknown =>
  typeof at === 'object' && at !== null && Object.hasOwn(at, part)
    ? Object.entries(at).find(([name]) => name === part)?.[1]
    : undefined;
