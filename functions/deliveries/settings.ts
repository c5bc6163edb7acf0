/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'LIFETIMES',
  'DELIVERIES_QUEUE_URL',
  'WEBHOOK_EXEMPT_HOSTS',
  'DESTINATION_SECRETS',
  'SCHEDULES_QUEUE_ARN',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'FAILURES_QUEUE_ARN',
] as const;
