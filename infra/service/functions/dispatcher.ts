import { settings } from '../../../functions/dispatcher/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, readStream, sendTo } from '../permissions.ts';

const minute = 60;

export const dispatcher: FunctionSpec = {
  losesWhenItFails:
    'Registrants get no confirmation, jobs and hand-overs do not start, schedules are not moved and counts stand still.',
  timeoutSeconds: minute,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'UpdateItem', 'Query'),
    readStream,
    sendTo('confirmations'),
    sendTo('bulk'),
    sendTo('jobs'),
    sendTo('schedules'),
    sendTo('runs'),
    sendTo('deliveries'),
    sendTo('seats'),
  ],
};
