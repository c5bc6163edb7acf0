import { settings } from '../../../functions/pages/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, queryIndex, readSecret } from '../permissions.ts';

export const pages: FunctionSpec = {
  losesWhenItFails: 'Registrants cannot open the registration page, join, confirm or unsubscribe.',
  timeoutSeconds: 10,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
    queryIndex,
    readSecret('identityKey'),
    readSecret('linkKey'),
  ],
};
