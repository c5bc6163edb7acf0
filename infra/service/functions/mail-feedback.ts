import { settings } from '../../../functions/mail-feedback/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, readSecret } from '../permissions.ts';

export const mailFeedback: FunctionSpec = {
  losesWhenItFails: 'People whose mail bounced or who complained keep getting mail.',
  timeoutSeconds: 30,
  memoryMb: 512,
  knows: settings,
  may: [onTable('GetItem', 'PutItem', 'UpdateItem'), readSecret('identityKey')],
};
