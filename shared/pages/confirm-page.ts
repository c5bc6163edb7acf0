import type { ConfirmPageInput } from './page-inputs.ts';

export function confirmPage(input: ConfirmPageInput): string {
  throw new Error(input.locale);
}
