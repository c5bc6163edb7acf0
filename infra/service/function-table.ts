import {
  addRetrySchedules,
  consume,
  keepSchedules,
  lendScheduleRole,
  listKeys,
  onObjects,
  onTable,
  queryIndex,
  readSecret,
  readStream,
  sendMail,
  sendTo,
} from './permissions.ts';
import type { FunctionSpec } from './function-spec.ts';

const minute = 60;

/** Every function: what it costs users when it fails, its limits, what it knows and what it may do. */
export const functionTable = {
  registration: {
    losesWhenItFails: 'Visitors of landing pages cannot register, or are told so.',
    timeoutSeconds: 10,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'IDENTITY_KEY_SECRET'],
    may: [
      onTable('GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
      queryIndex,
      readSecret('identityKey'),
    ],
  },
  pages: {
    losesWhenItFails: 'Registrants cannot open the registration page, join, confirm or unsubscribe.',
    timeoutSeconds: 10,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'LINK_KEY_SECRET'],
    may: [onTable('GetItem', 'PutItem', 'UpdateItem'), queryIndex, readSecret('linkKey')],
  },
  events: {
    losesWhenItFails: 'Organizers cannot see or plan events, sessions, reminders and hand-overs.',
    timeoutSeconds: 15,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'LINK_KEY_SECRET', 'ROLE_CLAIM', 'WEBHOOK_EXEMPT_HOSTS'],
    may: [
      onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
      queryIndex,
      readSecret('linkKey'),
    ],
  },
  people: {
    losesWhenItFails: 'Organizers cannot look up, enter, change or group participants.',
    timeoutSeconds: 15,
    memoryMb: 1024,
    knows: [
      'TABLE_NAME',
      'IDENTITY_KEY_SECRET',
      'LINK_KEY_SECRET',
      'ROLE_CLAIM',
      'WEBHOOK_EXEMPT_HOSTS',
      'FILE_DAYS',
    ],
    may: [
      onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
      queryIndex,
      readSecret('identityKey'),
      readSecret('linkKey'),
    ],
  },
  files: {
    losesWhenItFails: 'Organizers cannot start or follow imports and exports.',
    timeoutSeconds: 15,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'LINK_KEY_SECRET', 'IMPORTS_BUCKET', 'EXPORTS_BUCKET', 'ROLE_CLAIM'],
    may: [
      onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
      queryIndex,
      // The links it signs can do no more than it may itself.
      // A preview reads the first rows.
      onObjects('imports', 'imports/', 'GetObject', 'PutObject'),
      // Without it S3 calls a file that is gone forbidden, not missing.
      listKeys('imports'),
      onObjects('imports', 'reports/', 'GetObject'),
      onObjects('exports', 'exports/', 'GetObject'),
      readSecret('linkKey'),
    ],
  },
  dispatcher: {
    losesWhenItFails:
      'Registrants get no confirmation, jobs and hand-overs do not start, schedules are not moved and counts stand still.',
    timeoutSeconds: minute,
    memoryMb: 1024,
    knows: [
      'TABLE_NAME',
      'JOBS_QUEUE_URL',
      'CONFIRMATIONS_QUEUE_URL',
      'BULK_QUEUE_URL',
      'SCHEDULES_QUEUE_URL',
      'DELIVERIES_QUEUE_URL',
    ],
    may: [
      onTable('GetItem', 'UpdateItem'),
      readStream,
      sendTo('confirmations'),
      sendTo('bulk'),
      sendTo('jobs'),
      sendTo('schedules'),
      sendTo('deliveries'),
    ],
  },
  confirmations: {
    losesWhenItFails: 'Registrants get their confirmation late or not at all.',
    // Six times this passes before a failed mail is tried again.
    timeoutSeconds: 20,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'LINK_KEY_SECRET', 'PUBLIC_ORIGIN', 'MAIL_FROM', 'MAIL_CONFIGURATION_SET'],
    may: [onTable('BatchGetItem', 'UpdateItem'), consume('confirmations'), sendMail, readSecret('linkKey')],
  },
  'import-intake': {
    losesWhenItFails: 'Uploaded files are taken up only by the sweeper, minutes later.',
    timeoutSeconds: minute,
    memoryMb: 512,
    knows: ['TABLE_NAME'],
    // The event says all it needs of the file; the table, who asked for it.
    may: [onTable('GetItem', 'PutItem')],
  },
  jobs: {
    losesWhenItFails: 'Imports and exports stop until the sweeper takes them up again.',
    timeoutSeconds: 15 * minute,
    // One whole vCPU begins here.
    memoryMb: 1769,
    semiSpaceMb: 16,
    knows: [
      'TABLE_NAME',
      'IMPORTS_BUCKET',
      'EXPORTS_BUCKET',
      'IDENTITY_KEY_SECRET',
      'JOBS_QUEUE_URL',
      'BULK_QUEUE_URL',
    ],
    may: [
      onTable(
        'GetItem',
        'BatchGetItem',
        'Query',
        'UpdateItem',
        'BatchWriteItem',
        'PartiQLInsert',
        'PutItem',
        'DeleteItem',
        'ConditionCheckItem',
      ),
      queryIndex,
      // Files that name somebody who is erased go.
      onObjects('imports', 'imports/', 'GetObject', 'DeleteObject'),
      // Without it S3 calls a file that is gone forbidden, not missing.
      listKeys('imports'),
      // Sheets of workbooks are written as CSV, and read from there.
      onObjects('imports', 'reports/', 'GetObject', 'PutObject', 'DeleteObject'),
      // Workbooks are made of CSV files.
      listKeys('exports'),
      onObjects('exports', 'exports/', 'GetObject', 'PutObject', 'DeleteObject'),
      readSecret('identityKey'),
      sendTo('jobs'),
      sendTo('bulk'),
      consume('jobs'),
    ],
    continuesItself: true,
  },
  schedules: {
    losesWhenItFails:
      'Reminders, hand-overs and their retries come late or not at all, or at the time before a session was moved.',
    timeoutSeconds: 5 * minute,
    memoryMb: 1024,
    knows: [
      'TABLE_NAME',
      'SCHEDULES_QUEUE_URL',
      'SCHEDULES_QUEUE_ARN',
      'BULK_QUEUE_URL',
      'DELIVERIES_QUEUE_URL',
      'SCHEDULE_GROUP',
      'SCHEDULE_ROLE_ARN',
      'FAILURES_QUEUE_ARN',
    ],
    may: [
      onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'PartiQLInsert'),
      queryIndex,
      keepSchedules,
      lendScheduleRole,
      sendTo('schedules'),
      sendTo('bulk'),
      sendTo('deliveries'),
      consume('schedules'),
    ],
    continuesItself: true,
  },
  bulk: {
    losesWhenItFails:
      'People get mailings and invitations, registrants their reminder or the news of a move, late or not at all.',
    timeoutSeconds: minute,
    memoryMb: 1024,
    knows: ['TABLE_NAME', 'LINK_KEY_SECRET', 'PUBLIC_ORIGIN', 'MAIL_FROM', 'MAIL_CONFIGURATION_SET'],
    may: [
      onTable('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
      consume('bulk'),
      sendMail,
      readSecret('linkKey'),
    ],
  },
  deliveries: {
    losesWhenItFails: 'Other systems learn late or not at all who registered.',
    timeoutSeconds: minute,
    memoryMb: 1024,
    knows: [
      'TABLE_NAME',
      'DELIVERIES_QUEUE_URL',
      'WEBHOOK_EXEMPT_HOSTS',
      'SCHEDULES_QUEUE_ARN',
      'SCHEDULE_GROUP',
      'SCHEDULE_ROLE_ARN',
      'FAILURES_QUEUE_ARN',
    ],
    may: [
      onTable('GetItem', 'UpdateItem'),
      addRetrySchedules,
      lendScheduleRole,
      sendTo('deliveries'),
      consume('deliveries'),
    ],
    // A receiver that is down is tried again through queue and schedules, for days.
    continuesItself: true,
  },
  sweeper: {
    losesWhenItFails: 'What died half-way stays undone: imports, exports, reminders and hand-overs hang.',
    timeoutSeconds: 5 * minute,
    memoryMb: 512,
    knows: ['TABLE_NAME', 'IMPORTS_BUCKET', 'JOBS_QUEUE_URL', 'SCHEDULES_QUEUE_URL', 'DELIVERIES_QUEUE_URL'],
    may: [
      onTable('GetItem', 'PutItem', 'UpdateItem'),
      queryIndex,
      listKeys('imports'),
      sendTo('jobs'),
      sendTo('schedules'),
      sendTo('deliveries'),
    ],
  },
  'mail-feedback': {
    losesWhenItFails: 'People whose mail bounced or who complained keep getting mail.',
    timeoutSeconds: 30,
    memoryMb: 512,
    knows: ['TABLE_NAME', 'IDENTITY_KEY_SECRET'],
    may: [onTable('GetItem', 'PutItem', 'UpdateItem'), readSecret('identityKey')],
  },
} satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functionTable;
