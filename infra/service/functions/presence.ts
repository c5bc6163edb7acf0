import { settings } from '../../../functions/presence/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import { onTable, readSecret } from '../permissions.ts';

export const presence: FunctionSpec = {
  losesWhenItFails: 'The time that people are in the room meanwhile is not noted.',
  timeoutSeconds: 10,
  memoryMb: 1024,
  knows: settings,
  may: [onTable('GetItem', 'PutItem'), readSecret('linkKey')],
};
