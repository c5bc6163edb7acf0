import { settings } from '../../../functions/bulk/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { askMailQuota, consume, onTable, postponeIn, readSecret, sendMail, sendTo } from '../permissions.ts';

const minute = 60;

export const bulk: FunctionSpec = {
  losesWhenItFails:
    'People get mailings and invitations, registrants their reminder or the news of a move, late or not at all, and organizers are not told what their registrants do.',
  timeoutSeconds: minute,
  memoryMb: 'senders',
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLInsert'),
    consume('bulk'),
    postponeIn('bulk'),
    sendTo('bulk'),
    sendMail,
    askMailQuota,
    readSecret('linkKey'),
  ],
  // What finds no turn to be sent comes as another message, as long as it is wanted.
  continuesItself: true,
};
