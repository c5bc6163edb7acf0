import type { JoinPageInput } from './page-inputs.ts';

export function joinPage(input: JoinPageInput): string {
  throw new Error(input.locale);
}
