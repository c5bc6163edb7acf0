import { settings } from '../../../functions/bulk/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { consume, onTable, postponeIn, readSecret, sendMail } from '../permissions.ts';

const minute = 60;

export const bulk: FunctionSpec = {
  losesWhenItFails:
    'People get mailings and invitations, registrants their reminder or the news of a move, late or not at all.',
  timeoutSeconds: minute,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
    consume('bulk'),
    postponeIn('bulk'),
    sendMail,
    readSecret('linkKey'),
  ],
};
