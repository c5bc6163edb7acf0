import { settings } from '../../../functions/deliveries/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import {
  addRetrySchedules,
  consume,
  lendScheduleRole,
  onDestinationSecrets,
  onTable,
  sendTo,
} from '../permissions.ts';

const minute = 60;

export const deliveries: FunctionSpec = {
  losesWhenItFails: 'Other systems learn late or not at all who registered.',
  timeoutSeconds: minute,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'UpdateItem', 'PutItem'),
    onDestinationSecrets('GetSecretValue'),
    addRetrySchedules,
    lendScheduleRole,
    sendTo('deliveries'),
    consume('deliveries'),
  ],
  // A receiver that is down is tried again through queue and schedules, for days.
  continuesItself: true,
};
