/** Settings of every function that mails registrants. */
export const mailSettings = [
  'LINK_KEY_SECRET',
  'PUBLIC_ORIGIN',
  'MAIL_FROM',
  'MAIL_CONFIGURATION_SET',
] as const;
