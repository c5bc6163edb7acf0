/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'LIFETIMES',
  'IMPORTS_BUCKET',
  'EXPORTS_BUCKET',
  'IDENTITY_KEY_SECRET',
  'JOBS_QUEUE_URL',
  'BULK_QUEUE_URL',
  'WEBHOOK_EXEMPT_HOSTS',
  'ZOOM_PLACE',
  'ZOOM_SECRET',
] as const;
