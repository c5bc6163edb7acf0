/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'LIFETIMES',
  'IDENTITY_KEY_SECRET',
  'IMPORTS_BUCKET',
  'LINK_KEY_SECRET',
  'ROLE_CLAIM',
] as const;
