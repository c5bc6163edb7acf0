import { settings } from '../../../functions/attendance/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, readSecret } from '../permissions.ts';

export const attendance: FunctionSpec = {
  losesWhenItFails: 'Organizers cannot see who was in a session, or is there now.',
  timeoutSeconds: 15,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
    readSecret('identityKey'),
    readSecret('linkKey'),
  ],
};
