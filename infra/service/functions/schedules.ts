import { settings } from '../../../functions/schedules/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import {
  consume,
  keepSchedules,
  lendScheduleRole,
  onTable,
  queryIndex,
  queryLists,
  readSecret,
  sendTo,
} from '../permissions.ts';

const minute = 60;

export const schedules: FunctionSpec = {
  losesWhenItFails:
    'Reminders, hand-overs and their retries come late or not at all, or at the time before a session was moved.',
  timeoutSeconds: 5 * minute,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'PartiQLInsert'),
    queryIndex,
    queryLists,
    readSecret('identityKey'),
    keepSchedules,
    lendScheduleRole,
    sendTo('schedules'),
    sendTo('runs'),
    sendTo('bulk'),
    sendTo('deliveries'),
    consume('schedules'),
    consume('runs'),
  ],
  continuesItself: true,
};
