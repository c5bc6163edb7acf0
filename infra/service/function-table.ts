import type { FunctionSpec } from './function-spec.ts';
import { attendance } from './functions/attendance.ts';
import { bulk } from './functions/bulk.ts';
import { confirmations } from './functions/confirmations.ts';
import { deliveries } from './functions/deliveries.ts';
import { dispatcher } from './functions/dispatcher.ts';
import { docs } from './functions/docs.ts';
import { events } from './functions/events.ts';
import { files } from './functions/files.ts';
import { importIntake } from './functions/import-intake.ts';
import { jobs } from './functions/jobs.ts';
import { mailFeedback } from './functions/mail-feedback.ts';
import { pages } from './functions/pages.ts';
import { people } from './functions/people.ts';
import { presence } from './functions/presence.ts';
import { registration } from './functions/registration.ts';
import { schedules } from './functions/schedules.ts';
import { seats } from './functions/seats.ts';
import { sweeper } from './functions/sweeper.ts';

/** Every function, by the name of its folder under functions/. */
export const functionTable = {
  registration,
  pages,
  presence,
  docs,
  events,
  people,
  files,
  attendance,
  dispatcher,
  confirmations,
  'import-intake': importIntake,
  jobs,
  schedules,
  bulk,
  deliveries,
  seats,
  sweeper,
  'mail-feedback': mailFeedback,
} satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functionTable;
