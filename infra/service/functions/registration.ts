import { settings } from '../../../functions/registration/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, queryIndex, readSecret } from '../permissions.ts';

export const registration: FunctionSpec = {
  losesWhenItFails: 'Visitors of landing pages cannot register, or are told so.',
  timeoutSeconds: 10,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
    queryIndex,
    readSecret('identityKey'),
    readSecret('linkKey'),
  ],
};
