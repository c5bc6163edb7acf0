import { AwsError, type AwsService } from './aws-service.ts';
import { jsonError } from './json-protocol.ts';

/** EventBridge Scheduler: not there yet, and says so. */
export function createSchedulerService(): AwsService {
  return {
    name: 'scheduler',
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: { code: 'ThrottlingException', status: 429, message: 'Rate exceeded' },
    formatError: jsonError,
    read({ method, path }) {
      throw new AwsError(
        'NotImplementedException',
        `The local Scheduler does not know ${method} ${path} yet.`,
        501,
      );
    },
  };
}
