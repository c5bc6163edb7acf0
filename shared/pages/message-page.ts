import type { MessagePageInput } from './page-inputs.ts';

export function messagePage(input: MessagePageInput): string {
  throw new Error(input.locale);
}
