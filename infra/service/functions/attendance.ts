import { settings } from '../../../functions/attendance/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onObjects, onTable, queryIndex, readSecret } from '../permissions.ts';

export const attendance: FunctionSpec = {
  losesWhenItFails: 'Organizers cannot see who was in a session, or is there now.',
  timeoutSeconds: 15,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    queryIndex,
    // The links it signs can do no more than it may itself.
    onObjects('imports', 'attendance/', 'PutObject'),
    readSecret('identityKey'),
    readSecret('linkKey'),
  ],
};
