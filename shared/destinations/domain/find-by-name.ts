import type * as z from 'zod';
import { expectStatus, failTalk, readAnswer, type Ask, type TalkPart } from './talk.ts';

/** Something of another system that has an id there, and names that people know it by. */
export interface Named {
  id: string;
  names: string[];
}

/** How a system tells what it has of a kind, page by page. */
export interface Lookup<T> {
  vendor: string;
  /** The call for a page; the first is 0. */
  ask: (page: number) => Ask;
  answer: z.ZodType<T>;
  named: (answer: T) => Named[];
  /** How many a full page has: a shorter one is the last. */
  pageSize: number;
}

/** Far beyond what anybody has: a system that answers page after page must come to an end. */
const MOST_PAGES = 20;

const fold = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** All that a system has of a kind. */
export function* listNamed<T>(lookup: Lookup<T>): TalkPart<Named[]> {
  const found: Named[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = expectStatus(lookup.vendor, yield { ...lookup.ask(page), isLookup: true });
    const some = lookup.named(readAnswer(lookup.vendor, answer, lookup.answer));
    found.push(...some);
    if (some.length < lookup.pageSize) break;
  }
  return found;
}

/** The id of what is called so, without regard to case; also where the id itself was given. */
export function idOf(all: Named[], name: string): string | undefined {
  const wanted = fold(name);
  const named = all.find(({ names }) => names.some((one) => fold(one) === wanted));
  return (named ?? all.find(({ id }) => id === name.trim()))?.id;
}

/** The same where there must be one: else the talk ends, and says what to do. */
export function demandId(vendor: string, kind: string, all: Named[], name: string): string {
  return (
    idOf(all, name) ??
    failTalk(
      `${vendor} has no ${kind} “${name}”. Was it renamed or removed? Correct the destination's settings.`,
    )
  );
}
