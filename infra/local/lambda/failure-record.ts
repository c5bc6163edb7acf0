import type { FunctionDefinition } from '../seams/ports.ts';
import type { FunctionError } from './function-error.ts';

export interface FailedInvoke {
  requestId: string;
  payload: unknown;
  /** How often it ran. */
  invokeCount: number;
  condition: 'RetriesExhausted' | 'EventAgeExceeded';
  error: FunctionError | undefined;
}

/** What Lambda sends to the on-failure destination of an asynchronous invoke. */
export function describeFailure({ arn }: FunctionDefinition, failed: FailedInvoke, now: number): unknown {
  const { requestId, payload, invokeCount, condition, error } = failed;
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${arn}:$LATEST`,
      condition,
      approximateInvokeCount: invokeCount,
    },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error && {
      errorType: error.errorType,
      errorMessage: error.message,
      trace: error.trace,
    },
  };
}
