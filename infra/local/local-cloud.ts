import { join } from 'node:path';
import { advanceClock } from './advance-clock.ts';
import { createConsole } from './console/console.ts';
import { makeDemoEvent } from './demo.ts';
import { describeCloud, type LocalInfo } from './describe-cloud.ts';
import { findFreePort } from './dynamodb/find-free-port.ts';
import { type AwsEndpoint, startAwsEndpoint } from './endpoint/aws-endpoint.ts';
import { createCallLog } from './endpoint/call-log.ts';
import { createFaults } from './endpoint/faults.ts';
import { createEngines, type EngineParts, type Engines, startMappings } from './engines.ts';
import { createFrontDoor } from './gateway/front-door.ts';
import { createGateway } from './gateway/gateway.ts';
import { openTokenIssuer } from './gateway/token-issuer.ts';
import { listenHttp } from './http-server.ts';
import { createAuthorizer } from './iam/authorizer.ts';
import { createRoleCheck } from './iam/role-check.ts';
import type { Mapping } from './lambda/queue-mapping.ts';
import type { StartOptions } from './options.ts';
import type { CallLog } from './ports.ts';
import { type Activity, settle } from './settle.ts';
import { lockDataFolder } from './state/data-folder.ts';
import { demandKeptFiles, noteKeptFiles } from './state/kept-files.ts';
import { openClock } from './state/local-clock.ts';
import { openStateDb } from './state/state-db.ts';
import { readAssembly } from './template/assembly.ts';
import { readDefinitions } from './template/read-definitions.ts';
import { synthesize } from './template/synthesize.ts';
import { queueTimes } from './timed-work.ts';

/** The stacks, running on this machine. */
export interface LocalCloud {
  /** Origin of API, pages and `/_local`. */
  url: string;
  /** Value for AWS_ENDPOINT_URL. */
  awsUrl: string;
  info: LocalInfo;
  /** The registration page of the demo event, when there is one. */
  demoUrl: string | undefined;
  /** A token of an organizer. */
  mint(role: string): Promise<string>;
  /** Waits until nothing works any more; answers the milliseconds it took. */
  settle(): Promise<number>;
  stop(): Promise<void>;
}

type Undo = (() => unknown)[];

/** Bundles, synthesizes, and runs what the template says. Throws `LocalCloudError` for what the user can put right. */
export async function startLocalCloud(options: StartOptions): Promise<LocalCloud> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await start(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: StartOptions, undo: Undo): Promise<Omit<LocalCloud, 'stop'>> {
  undo.push(lockDataFolder(options.data, options.fresh));
  demandKeptFiles(options.data);
  const server = await listenHttp(options.port);
  undo.push(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const callLog = createCallLog();
  const parts = await prepare(options, url, callLog, undo);
  const { definitions, state, clock, awsUrl } = parts;
  const engines = createEngines(parts);
  undo.push(() => {
    stopEngines(engines);
  });
  const [endpoint, tokens] = await Promise.all([
    startEndpoint(options, parts, engines, callLog),
    openTokenIssuer(state),
  ]);
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
  const waitUntilIdle = (): Promise<number> => settle(activitiesOf(engines, mappings));
  const info = describeCloud(definitions, { url, awsUrl });
  const common = {
    info,
    definitions,
    engines,
    callLog,
    faults: parts.faults,
    clock,
    mint,
    settle: waitUntilIdle,
  };
  const advance = stepsOf(parts, engines, waitUntilIdle);
  const demoUrl = (): string | undefined => {
    const path = state.read('demo-path');
    return path && `${url}${path}`;
  };
  const gateway = createGateway({ ...definitions, invoker: engines.invoker, tokens, clock });
  const console = createConsole({ ...common, mailbox: endpoint.mailbox, advance, demoUrl });
  server.serve(createFrontDoor(definitions.routes, { gateway, console }));
  if (options.demo) await demonstrate(url, parts, mint);
  return { url, awsUrl, info, demoUrl: demoUrl(), mint, settle: waitUntilIdle };
}

/** State and template, before anything runs. */
async function prepare(
  { data, awsPort }: StartOptions,
  url: string,
  callLog: CallLog,
  undo: Undo,
): Promise<EngineParts> {
  const state = openStateDb(data);
  undo.push(() => {
    state.close();
  });
  // The queues' addresses contain the port, so it has to be known first.
  const port = awsPort === 0 ? await findFreePort() : awsPort;
  const awsUrl = `http://127.0.0.1:${port}`;
  const definitions = readDefinitions(readAssembly(await synthesize(data)), { apiUrl: url, awsUrl });
  const clock = openClock(state);
  const authorizer = createAuthorizer(definitions.roles, definitions.functions);
  const authorize = createRoleCheck(authorizer, callLog, clock);
  return { definitions, state, clock, faults: createFaults(), awsUrl, authorize };
}

function startEndpoint(
  { data }: StartOptions,
  { definitions, clock, faults, awsUrl }: EngineParts,
  engines: Engines,
  callLog: CallLog,
): Promise<AwsEndpoint> {
  return startAwsEndpoint({
    ...definitions,
    port: Number(new URL(awsUrl).port),
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

/** A demo that cannot be made is told, and stops nobody. */
async function demonstrate(
  url: string,
  { state, clock }: EngineParts,
  mint: LocalCloud['mint'],
): Promise<void> {
  if (state.read('demo-done') !== undefined) return;
  try {
    const path = await makeDemoEvent(url, await mint('admin'), clock.now());
    if (path !== undefined) state.write('demo-path', path);
    state.write('demo-done', 'yes');
  } catch (error) {
    console.error('No demo event:', error instanceof Error ? error.message : error);
  }
}
