import { settings } from '../../../functions/jobs/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import {
  consume,
  listKeys,
  onObjects,
  onTable,
  queryIndex,
  queryLists,
  readSecret,
  readZoomSecret,
  sendTo,
} from '../permissions.ts';

const minute = 60;

export const jobs: FunctionSpec = {
  losesWhenItFails: 'Imports and exports stop until the sweeper takes them up again.',
  timeoutSeconds: 15 * minute,
  // One whole vCPU begins here.
  memoryMb: 1769,
  semiSpaceMb: 16,
  knows: settings,
  may: [
    onTable(
      'GetItem',
      'BatchGetItem',
      'Query',
      'UpdateItem',
      'BatchWriteItem',
      'PartiQLInsert',
      'PutItem',
      'DeleteItem',
      'ConditionCheckItem',
    ),
    queryIndex,
    queryLists,
    // Files that name somebody who is erased go.
    onObjects('imports', 'imports/', 'GetObject', 'DeleteObject'),
    // Reports that are pulled from Zoom are put there, and read like any others.
    onObjects('imports', 'attendance/', 'GetObject', 'PutObject', 'DeleteObject'),
    // Without it S3 calls a file that is gone forbidden, not missing.
    listKeys('imports'),
    // Sheets of workbooks are written as CSV, and read from there.
    onObjects('imports', 'reports/', 'GetObject', 'PutObject', 'DeleteObject'),
    // Workbooks are made of CSV files.
    listKeys('exports'),
    onObjects('exports', 'exports/', 'GetObject', 'PutObject', 'DeleteObject'),
    readSecret('identityKey'),
    readZoomSecret,
    sendTo('jobs'),
    sendTo('bulk'),
    consume('jobs'),
  ],
  continuesItself: true,
};
