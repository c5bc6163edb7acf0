import type { Permission } from './permissions.ts';

/** Settings a function may ask for; each gets only those it names, and all get STAGE. */
export type Setting =
  | 'TABLE_NAME'
  | 'IMPORTS_BUCKET'
  | 'EXPORTS_BUCKET'
  | 'IDENTITY_KEY_SECRET'
  | 'LINK_KEY_SECRET'
  | 'JOBS_QUEUE_URL'
  | 'CONFIRMATIONS_QUEUE_URL'
  | 'SCHEDULES_QUEUE_URL'
  | 'SCHEDULES_QUEUE_ARN'
  | 'RUNS_QUEUE_URL'
  | 'BULK_QUEUE_URL'
  | 'DELIVERIES_QUEUE_URL'
  | 'SEATS_QUEUE_URL'
  | 'CONFIRMATIONS_DLQ_URL'
  | 'BULK_DLQ_URL'
  | 'JOBS_DLQ_URL'
  | 'SCHEDULES_DLQ_URL'
  | 'RUNS_DLQ_URL'
  | 'DELIVERIES_DLQ_URL'
  | 'SEATS_DLQ_URL'
  | 'FAILURES_QUEUE_URL'
  | 'FAILURES_QUEUE_ARN'
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'WEBHOOK_EXEMPT_HOSTS'
  | 'DESTINATION_SECRETS'
  | 'ZOOM_PLACE'
  | 'ZOOM_SECRET'
  | 'PUBLIC_ORIGIN'
  | 'MAIL_FROM'
  | 'MAIL_CONFIGURATION_SET'
  | 'MAILS_PER_SECOND'
  | 'ROLE_CLAIM'
  | 'FILE_DAYS'
  | 'LIFETIMES'
  | 'PAGE_TEXTS';

/** One function: what it costs users when it fails, its limits, what it knows and what it may do. */
export interface FunctionSpec {
  losesWhenItFails: string;
  timeoutSeconds: number;
  /** `senders`: what the stage gives to functions that send mail. */
  memoryMb: number | 'senders';
  /**
   * What V8 may fill with new objects before it collects them, in MB (of which it holds up to three); it takes the more
   * the more memory there is. For functions that let millions of rows pass through.
   */
  semiSpaceMb?: number;
  /** The list that the function itself reads by. */
  knows: readonly Setting[];
  may: Permission[];
  continuesItself?: boolean;
}
