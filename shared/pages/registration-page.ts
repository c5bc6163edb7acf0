import type { RegistrationPageInput } from './page-inputs.ts';

export function registrationPage(input: RegistrationPageInput): string {
  throw new Error(input.locale);
}
