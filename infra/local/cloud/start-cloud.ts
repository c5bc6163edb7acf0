import { join } from 'node:path';
import { createControl } from '../control/control.ts';
import { describeCloud, type LocalInfo } from '../control/describe-cloud.ts';
import { createCallLog } from '../endpoint/call-log.ts';
import { createFaults } from '../endpoint/faults.ts';
import { type AwsPort, openAwsPort } from '../endpoint/listen.ts';
import { createFrontDoor } from '../gateway/front-door.ts';
import { createGateway } from '../gateway/gateway.ts';
import { listenHttp } from '../gateway/http-server.ts';
import { openTokenIssuer } from '../gateway/token-issuer.ts';
import { createAuthorizer } from '../iam/authorizer.ts';
import { createRoleCheck } from '../iam/role-check.ts';
import type { Mapping } from '../lambda/queue-mapping.ts';
import type { CallLog, LocalClock } from '../seams/ports.ts';
import { queueTimes } from '../sqs/queue-times.ts';
import { lockDataFolder } from '../state/data-folder.ts';
import { demandKeptFiles, noteKeptFiles } from '../state/kept-files.ts';
import { openStateDb } from '../state/state-db.ts';
import { readAssembly } from '../template/assembly.ts';
import { readDefinitions } from '../template/read-definitions.ts';
import { advanceClock } from '../time/advance-clock.ts';
import { openClock } from '../time/local-clock.ts';
import { type Activity, settle } from '../time/settle.ts';
import { type AwsEndpoint, startAwsEndpoint } from './aws-endpoint.ts';
import { createEngines, type EngineParts, type Engines, startMappings } from './engines.ts';
import type { CloudOptions, Notes, Product, ProductCode, Tell } from './product.ts';

/** The stacks, running on this machine. */
export interface Cloud {
  /** Origin of API, pages and `/_local`. */
  url: string;
  /** Value for AWS_ENDPOINT_URL. */
  awsUrl: string;
  info: LocalInfo;
  clock: LocalClock;
  /** The product's own notes in the data folder. */
  notes: Notes;
  /** A token of an organizer. */
  mint(role: string): Promise<string>;
  /** Waits until all work is done; answers the milliseconds it took. */
  settle(): Promise<number>;
  /** From now on the cloud says that all is there that a start makes. */
  tellReady(): void;
  stop(): Promise<void>;
}

type Undo = (() => unknown)[];

/** Starts a cloud that runs the product's templates. Throws `LocalCloudError` for what the user can put right. */
export async function startCloud(options: CloudOptions, product: Product, tell: Tell): Promise<Cloud> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await start(options, product, tell, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: CloudOptions,
  product: Product,
  tell: Tell,
  undo: Undo,
): Promise<Omit<Cloud, 'stop'>> {
  undo.push(lockDataFolder(options.data, options.fresh, product.dataFolder));
  demandKeptFiles(options.data);
  const server = await listenHttp(options.port);
  undo.push(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const state = openStateDb(options.data);
  undo.push(() => {
    state.close();
  });
  const [code, tokens] = await Promise.all([product.prepare(tell), openTokenIssuer(state, product.scopeOf)]);
  tell('starting the engines');
  const callLog = createCallLog();
  // The queues' addresses contain the port, so it has to be known first.
  const port = await openAwsPort(options.awsPort);
  undo.push(() => port.stop());
  const parts = readParts({ url, awsUrl: port.url, state, code, callLog });
  const { definitions, clock, awsUrl } = parts;
  const engines = createEngines(parts);
  undo.push(() => {
    stopEngines(engines);
  });
  const endpoint = await startEndpoint(port, options, parts, engines, callLog);
  undo.push(() => endpoint.stop());
  noteKeptFiles(options.data);
  const mappings = startMappings(parts, engines, endpoint);
  undo.push(() => {
    for (const mapping of mappings.values()) mapping.stop();
  });
  engines.invoker.resume();
  engines.scheduler.start();

  const authorizer = definitions.routes.find((route) => route.authorizer !== undefined)?.authorizer;
  const mint = (role: string): Promise<string> =>
    tokens.mint(authorizer ?? { issuer: url, audience: [] }, role);
  const waitUntilIdle = (): Promise<number> => settle(activitiesOf(engines, mappings), options.patienceMs);
  const info = describeCloud(definitions, { url, awsUrl });
  let isReady = false;
  const control = createControl({
    ...{ info, definitions, engines, callLog, clock, mint },
    ...{ faults: parts.faults, mailbox: endpoint.mailbox, settle: waitUntilIdle },
    advance: stepsOf(parts, engines, waitUntilIdle),
    ...{ roles: product.roles, statusPage: product.statusPage },
    isReady: () => isReady,
    productStatus: () => product.status({ url, notes: state }),
  });
  const gateway = createGateway({
    ...{ ...definitions, invoker: engines.invoker, tokens, clock },
    prepare: (name) => engines.invoker.prepare(name),
  });
  server.serve(createFrontDoor(definitions.routes, { gateway, control }));
  const tellReady = (): void => {
    isReady = true;
  };
  return { url, awsUrl, info, clock, notes: state, mint, settle: waitUntilIdle, tellReady };
}

/** The template's resources, and the engines they run on. */
function readParts({
  url,
  awsUrl,
  state,
  code,
  callLog,
}: Pick<EngineParts, 'awsUrl' | 'state'> & {
  url: string;
  code: ProductCode;
  callLog: CallLog;
}): EngineParts {
  const definitions = readDefinitions(readAssembly(code.assembly), { apiUrl: url, awsUrl });
  const clock = openClock(state);
  const authorizer = createAuthorizer(definitions.roles, definitions.functions);
  const authorize = createRoleCheck(authorizer, callLog, clock);
  const codeOf = (name: string): Promise<string> => code.folderOf(name);
  return { definitions, state, clock, faults: createFaults(), awsUrl, authorize, codeOf };
}

function startEndpoint(
  port: AwsPort,
  { data }: CloudOptions,
  { definitions, clock, faults }: EngineParts,
  engines: Engines,
  callLog: CallLog,
): Promise<AwsEndpoint> {
  return startAwsEndpoint({
    ...definitions,
    port,
    queues: () => engines.queues,
    bus: () => engines.bus,
    invoker: () => engines.invoker,
    scheduler: () => engines.scheduler,
    clock,
    faults,
    callLog,
    dataDirectory: join(data, 'aws'),
  });
}

function stopEngines({ rules, scheduler, invoker, pools }: Engines): void {
  rules.stop();
  scheduler.stop();
  invoker.stop();
  for (const pool of pools.values()) pool.stop();
}

function activitiesOf({ invoker, pools }: Engines, mappings: Map<string, Mapping>): Activity[] {
  return [
    () => [...mappings].flatMap(([name, mapping]) => (mapping.isIdle() ? [] : [name])),
    () => (invoker.pending() > 0 ? [`${invoker.pending()} asynchronous invokes`] : []),
    () => [...pools].flatMap(([name, pool]) => (pool.statistics().running > 0 ? [`function ${name}`] : [])),
  ];
}

function stepsOf(
  { definitions, clock }: EngineParts,
  { queues, rules, scheduler, invoker }: Engines,
  waitUntilIdle: () => Promise<number>,
) {
  const fed = definitions.queues.filter(({ arn }) =>
    definitions.queueMappings.some(({ queueArn }) => queueArn === arn),
  );
  const timed = [scheduler, invoker, queueTimes(queues, fed)];
  const recurring = () => rules.runDue().map((name) => ({ kind: 'rule', name }) as const);
  let last: Promise<unknown> = Promise.resolve();
  // One walk after the other: two at once would each miss what the other ran.
  return (target: number) => {
    const walk = last.then(() => advanceClock(target, { clock, timed, recurring, settle: waitUntilIdle }));
    last = walk.catch(() => undefined);
    return walk;
  };
}
