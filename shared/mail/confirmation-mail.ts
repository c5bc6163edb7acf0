import type { Mail, RegistrantMailInput } from './mail.ts';

/** "You are registered": dates and the way in. */
export function confirmationMail(input: RegistrantMailInput & { joinUrl: string }): Mail {
  throw new Error(input.joinUrl);
}
