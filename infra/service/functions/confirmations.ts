import { settings } from '../../../functions/confirmations/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { consume, onTable, postponeIn, readSecret, sendMail } from '../permissions.ts';

export const confirmations: FunctionSpec = {
  losesWhenItFails: 'Registrants get their confirmation late or not at all.',
  // Six times this passes before a failed mail is tried again.
  timeoutSeconds: 20,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('BatchGetItem', 'UpdateItem'),
    consume('confirmations'),
    postponeIn('confirmations'),
    sendMail,
    readSecret('linkKey'),
  ],
};
