import { settings } from '../../../functions/people/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, queryIndex, queryLists, readSecret } from '../permissions.ts';

export const people: FunctionSpec = {
  losesWhenItFails: 'Organizers cannot look up, enter, change or group participants.',
  timeoutSeconds: 15,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    queryIndex,
    queryLists,
    readSecret('identityKey'),
    readSecret('linkKey'),
  ],
};
