import type { FunctionSpec } from '../function-spec.ts';

export const docs: FunctionSpec = {
  losesWhenItFails: 'Nobody can read the description of the API; the API itself goes on.',
  timeoutSeconds: 10,
  memoryMb: 512,
  knows: [],
  may: [],
};
