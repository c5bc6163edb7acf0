/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'DELIVERIES_QUEUE_URL',
  'WEBHOOK_EXEMPT_HOSTS',
  'SCHEDULES_QUEUE_ARN',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'FAILURES_QUEUE_ARN',
] as const;
