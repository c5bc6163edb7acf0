import { settings } from '../../../functions/confirmations/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import {
  askMailQuota,
  consume,
  onTable,
  postponeIn,
  queryIndex,
  readSecret,
  sendMail,
  sendTo,
} from '../permissions.ts';

export const confirmations: FunctionSpec = {
  losesWhenItFails: 'Registrants get their confirmation late or not at all.',
  // Six times this passes before a failed mail is tried again.
  timeoutSeconds: 20,
  memoryMb: 'senders',
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
    queryIndex,
    consume('confirmations'),
    postponeIn('confirmations'),
    sendTo('confirmations'),
    sendMail,
    askMailQuota,
    readSecret('linkKey'),
  ],
  // What finds no turn to be sent comes as another message, as long as it is wanted.
  continuesItself: true,
};
