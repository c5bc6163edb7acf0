import { settings } from '../../../functions/seats/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { consume, onTable, sendTo } from '../permissions.ts';

const minute = 60;

export const seats: FunctionSpec = {
  losesWhenItFails: 'Whoever registers for a session with a capacity gets no seat, and hears nothing.',
  timeoutSeconds: minute,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'),
    consume('seats'),
    sendTo('seats'),
  ],
  continuesItself: true,
};
