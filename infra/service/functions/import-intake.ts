import { settings } from '../../../functions/import-intake/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable } from '../permissions.ts';

const minute = 60;

export const importIntake: FunctionSpec = {
  losesWhenItFails: 'Uploaded files are taken up only by the sweeper, minutes later.',
  timeoutSeconds: minute,
  memoryMb: 512,
  knows: settings,
  // The event says all it needs of the file; the table, who asked for it.
  may: [onTable('GetItem', 'PutItem')],
};
