import type { ThanksPageInput } from './page-inputs.ts';

export function thanksPage(input: ThanksPageInput): string {
  throw new Error(input.locale);
}
