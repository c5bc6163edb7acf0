import { availableParallelism } from 'node:os';
import { createEventBus } from '../events/event-bus.ts';
import { type RecurringRules, startRecurringRules } from '../events/recurring-rules.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';
import type { RoleCheck } from '../iam/role-check.ts';
import { FunctionInvoker } from '../lambda/function-invoker.ts';
import { FunctionLog } from '../lambda/function-log.ts';
import { FunctionPool } from '../lambda/function-pool.ts';
import { type Mapping, startQueueMapping } from '../lambda/queue-mapping.ts';
import { StartGate } from '../lambda/start-gate.ts';
import { startStreamMapping } from '../lambda/stream-mapping.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';
import type { EventBus, Faults, FunctionDefinition } from '../seams/ports.ts';
import { LocalScheduler } from '../scheduler/local-scheduler.ts';
import { LocalQueues } from '../sqs/local-queues.ts';
import type { SettableClock } from '../time/local-clock.ts';
import type { StateDb } from '../state/state-db.ts';
import type { Definitions } from '../template/definitions.ts';

/** Of one function; each holds its memory for as long as the cloud runs. */
const mostProcesses = 8;
/** At least two, so that a function that waits for another call of itself soon has it. */
const cores = Math.min(mostProcesses, Math.max(2, availableParallelism()));
/** More than the cores only while the running ones make no progress. */
const limits = { steady: cores, most: mostProcesses };
/** Of a queue, at one time; more would only wait for a process. */
const batchesAtOnce = Math.max(4, cores);

/** The engines behind the two ports. */
export interface Engines {
  log: FunctionLog;
  pools: Map<string, FunctionPool>;
  queues: LocalQueues;
  invoker: FunctionInvoker;
  bus: EventBus;
  rules: RecurringRules;
  scheduler: LocalScheduler;
}

export interface EngineParts {
  definitions: Definitions;
  state: StateDb;
  clock: SettableClock;
  faults: Faults;
  awsUrl: string;
  authorize: RoleCheck;
  /** Folder of a function's bundle, once it is made. */
  codeOf: (functionName: string) => Promise<string>;
}

/** Makes functions, queues and the event bus; nothing runs before something calls them. */
export function createEngines(parts: EngineParts): Engines {
  const { definitions, state, clock, faults, awsUrl, authorize, codeOf } = parts;
  const { functions, region, account } = definitions;
  const log = new FunctionLog({ echoErrors: true });
  const gate = new StartGate(cores);
  const poolParts = { awsUrl, region, clock, faults, log, gate, limits, codeOf };
  const waitedFor = new Set(definitions.routes.map(({ functionArn }) => functionArn));
  const pools = new Map(
    functions.map((one) => [one.name, new FunctionPool(one, poolParts, !waitedFor.has(one.arn))]),
  );
  const queues = new LocalQueues(definitions.queues, state, clock);
  const invoker = new FunctionInvoker({ pools, queues, state, clock, authorize });
  const bus = createEventBus({ ...definitions, functions, queues, invoker, state, clock, faults, account });
  const rules = startRecurringRules(definitions.rules, { bus, clock, state });
  const scheduler = new LocalScheduler({
    ...definitions,
    groups: definitions.scheduleGroups,
    queues,
    invoker,
    authorize,
    state,
    clock,
    faults,
  });
  return { log, pools, queues, invoker, bus, rules, scheduler };
}

/** Starts the event-source mappings of the template, after checking that their functions may read their sources. */
export function startMappings(
  parts: EngineParts,
  engines: Engines,
  endpoint: AwsEndpoint,
): Map<string, Mapping> {
  const { definitions, clock, faults, state, authorize } = parts;
  const { queues, invoker } = engines;
  const { region } = definitions;
  const mappings = new Map<string, Mapping>();
  for (const definition of definitions.queueMappings) {
    const called = functionOf(definitions, definition.functionArn);
    const queue = queues.definitions().find(({ arn }) => arn === definition.queueArn);
    if (queue === undefined)
      throw new LocalCloudError(`Mapping ${definition.id}: no queue ${definition.queueArn}.`);
    demand(
      endpoint,
      called,
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      queue.arn,
    );
    const common = { queues, invoker, faults, clock, region, maxConcurrency: batchesAtOnce };
    const mapping = startQueueMapping({ ...common, definition, queue, functionName: called.name });
    mappings.set(`queue ${queue.name}`, mapping);
  }
  for (const definition of definitions.streamMappings) {
    const called = functionOf(definitions, definition.functionArn);
    const table = definitions.tables.find(({ streamArn }) => streamArn === definition.streamArn);
    if (table === undefined)
      throw new LocalCloudError(`Mapping ${definition.id}: no stream ${definition.streamArn}.`);
    const actions = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];
    demand(endpoint, called, actions, definition.streamArn);
    const common = { queues, invoker, faults, clock, state, authorize, reader: endpoint.table(table.name) };
    const names = { functionName: called.name, functionArn: called.arn, roleId: called.roleId };
    mappings.set(`stream to ${called.name}`, startStreamMapping({ ...common, ...names, definition }));
  }
  return mappings;
}

function functionOf({ functions }: Definitions, functionArn: string): FunctionDefinition {
  const found = functions.find(({ arn }) => arn === functionArn);
  if (found === undefined) throw new LocalCloudError(`There is no function ${functionArn}.`);
  return found;
}

/** AWS refuses to create a mapping whose function may not read the source. */
function demand(
  endpoint: AwsEndpoint,
  { name, roleId }: FunctionDefinition,
  actions: string[],
  resource: string,
): void {
  for (const action of actions) {
    if (!endpoint.authorize(roleId, action, resource).allowed) {
      throw new LocalCloudError(
        `Function ${name} lacks ${action} on ${resource}, so its event source cannot feed it.`,
      );
    }
  }
}
