import { settings } from '../../../functions/events/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onDestinationSecrets, onTable, queryIndex, queryLists, readSecret } from '../permissions.ts';

export const events: FunctionSpec = {
  losesWhenItFails: 'Organizers cannot see or plan events, sessions, reminders and hand-overs.',
  timeoutSeconds: 15,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable(
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'BatchWriteItem',
      'ConditionCheckItem',
    ),
    queryIndex,
    queryLists,
    readSecret('identityKey'),
    readSecret('linkKey'),
    onDestinationSecrets('CreateSecret', 'PutSecretValue', 'GetSecretValue', 'DeleteSecret'),
  ],
};
