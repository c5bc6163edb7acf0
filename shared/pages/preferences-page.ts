import type { PreferencesPageInput } from './page-inputs.ts';

export function preferencesPage(input: PreferencesPageInput): string {
  throw new Error(input.locale);
}
