/** Settings of every function that mails registrants. */
export const mailSettings = [
  'TABLE_NAME',
  'LIFETIMES',
  'LINK_KEY_SECRET',
  'PUBLIC_ORIGIN',
  'MAIL_FROM',
  'MAIL_CONFIGURATION_SET',
  'MAILS_PER_SECOND',
] as const;
