import type { Mail, RegistrantMailInput } from './mail.ts';

/** "Please confirm": double opt-in, or an opted-out person who registers again. `confirmUrl` is the /c/ link. */
export function confirmRequestMail(input: RegistrantMailInput & { confirmUrl: string }): Mail {
  throw new Error(input.confirmUrl);
}
