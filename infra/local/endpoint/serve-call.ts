import type { Authorizer } from '../iam/authorizer.ts';
import type { CallLog, CallRecord, FaultKind, Faults, LocalClock } from '../seams/ports.ts';
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  type Operation,
} from './aws-service.ts';
import { type Access, operator } from '../iam/access.ts';

/** The outcome of a call: an answer to send, an answer that the service wrote itself, or a connection to drop. */
export type Outcome = { kind: 'answer'; response: AwsResponse } | { kind: 'answered' } | { kind: 'drop' };

export interface CallParts {
  authorizer: Authorizer;
  faults: Faults;
  callLog: CallLog;
  clock: LocalClock;
}

/** A call in progress; fields are filled in as they become known. */
interface Call {
  service: AwsService;
  request: AwsRequest;
  name: string;
  accesses: Access[];
}

/**
 * Handles one call: reads it, checks the policies, makes a fault when one is due, else does it, and logs it, one record for
 * each permission. Faults only apply to the product's calls, never to the operator's. The answer's date is the local time,
 * because the SDK sets its clock by it.
 */
export async function serveCall(
  parts: CallParts,
  service: AwsService,
  request: AwsRequest,
): Promise<Outcome> {
  const date = new Date(parts.clock.now()).toUTCString();
  if (service.streams === true) request.raw.response.setHeader('date', date);
  const outcome = await handleCall(parts, service, request);
  if (outcome.kind !== 'answer') return outcome;
  const { response } = outcome;
  return { kind: 'answer', response: { ...response, headers: { date, ...response.headers } } };
}

async function handleCall(parts: CallParts, service: AwsService, request: AwsRequest): Promise<Outcome> {
  const call: Call = { service, request, name: '', accesses: [] };
  const fail = (outcome: 'error' | 'refused' | 'fault', error: AwsError): Outcome => {
    logCall(parts, call, outcome, `${error.code}: ${error.message}`);
    return { kind: 'answer', response: service.formatError(error, request) };
  };
  try {
    const operation = await service.read(request);
    call.name = operation.name;
    call.accesses = operation.accesses();
    const refusal = findRefusal(parts.authorizer, request.principal, call.accesses);
    if (refusal !== undefined) {
      call.accesses = [refusal.access];
      return fail('refused', new AwsError(service.denied.code, refusal.message, service.denied.status));
    }
    const fault =
      request.principal === operator ? undefined : parts.faults.next(service.name, operation.name);
    const error = faultError(fault, service, operation);
    return error === undefined ? await perform(parts, call, operation, fault) : fail('fault', error);
  } catch (error) {
    return fail('error', error instanceof AwsError ? error : unexpected(error));
  }
}

function findRefusal(
  authorizer: Authorizer,
  principal: string,
  accesses: Access[],
): { access: Access; message: string } | undefined {
  for (const access of accesses) {
    const decision = authorizer.decide(principal, access);
    if (!decision.allowed) return { access, message: authorizer.explain(principal, access, decision.reason) };
  }
  return undefined;
}

/** The error that a fault makes in place of the call. */
function faultError(
  fault: FaultKind | undefined,
  service: AwsService,
  operation: Operation,
): AwsError | undefined {
  if (fault === 'conflict') return operation.conflict?.();
  const { code, message, status } = service.throttled;
  return fault === 'throttle' ? new AwsError(code, message, status) : undefined;
}

/** How far an index is behind where nobody says. */
const usualLag = { writes: 5, ms: 1_000 };
/** What a partition of DynamoDB takes in a second. */
const usualLimit = { reads: 3_000, writes: 1_000 };

async function perform(
  parts: CallParts,
  call: Call,
  operation: Operation,
  fault: FaultKind | undefined,
): Promise<Outcome> {
  if (fault === 'timeout-after-success') {
    if (call.service.streams === true) muteResponse(call.request);
    await operation.perform();
    logCall(parts, call, 'fault', 'done, then the connection was dropped');
    return { kind: 'drop' };
  }
  const partly = fault === 'unprocessed' ? operation.performPartly : undefined;
  const stale = fault === 'stale-index' ? operation.performStale : undefined;
  const within = fault === 'hot-key' ? operation.performWithin : undefined;
  const rule = parts.faults.rules().find(({ kind }) => kind === fault);
  const response = await (stale?.(rule?.lag ?? usualLag) ??
    within?.(rule?.limit ?? usualLimit) ??
    partly?.() ??
    operation.perform());
  if (partly === undefined) logCall(parts, call, outcomeOf(call, response));
  else logCall(parts, call, 'fault', 'done in part');
  return response === undefined ? { kind: 'answered' } : { kind: 'answer', response };
}

/** A service that answers by itself finds the connection gone at its first byte. */
function muteResponse({ raw: { response } }: AwsRequest): void {
  const drop = (): boolean => {
    response.destroy();
    return false;
  };
  response.write = drop;
  response.end = () => {
    response.destroy();
    return response;
  };
}

function outcomeOf({ request }: Call, response: AwsResponse | undefined): 'ok' | 'error' {
  return (response?.status ?? request.raw.response.statusCode) < 400 ? 'ok' : 'error';
}

function logCall(
  { callLog, clock }: CallParts,
  call: Call,
  outcome: CallRecord['outcome'],
  detail?: string,
): void {
  const { service, request, name } = call;
  const at = new Date(clock.now()).toISOString();
  const accesses = call.accesses.length > 0 ? call.accesses : [{ action: `:${name}`, resource: '' }];
  for (const { action, resource } of accesses) {
    // A call may need a permission of another service, such as iam:PassRole.
    const [prefix, permission = ''] = action.split(':');
    const details = [permission === name ? undefined : `in ${name}`, detail].filter(
      (text) => text !== undefined,
    );
    callLog.record({
      at,
      principal: request.principal,
      service: prefix || service.name,
      action: permission,
      resource,
      outcome,
      ...(details.length > 0 && { detail: details.join('; ') }),
    });
  }
}

function unexpected(error: unknown): AwsError {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', `The local cloud failed: ${message}`, 500);
}
