import { settings } from '../../../functions/files/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { listKeys, onObjects, onTable, queryIndex, queryLists, readSecret } from '../permissions.ts';

export const files: FunctionSpec = {
  losesWhenItFails: 'Organizers cannot start or follow imports and exports.',
  timeoutSeconds: 15,
  memoryMb: 1024,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    queryIndex,
    queryLists,
    // The links it signs can do no more than it may itself.
    // A preview reads the first rows.
    onObjects('imports', 'imports/', 'GetObject', 'PutObject'),
    // Without it S3 calls a file that is gone forbidden, not missing.
    listKeys('imports'),
    onObjects('imports', 'reports/', 'GetObject'),
    onObjects('exports', 'exports/', 'GetObject'),
    readSecret('linkKey'),
  ],
};
