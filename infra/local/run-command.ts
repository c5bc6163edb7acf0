import type { Progress } from './cloud/progress.ts';
import { readOptions, type StartOptions, usage, UsageError } from './product/options.ts';
import { synthesize } from './product/synthesize.ts';
import { LocalCloudError } from './seams/local-cloud-error.ts';

/** The command `npm start`: prints one line of links when everything answers, and runs until a signal comes. */
export async function runCommand(args: string[], progress: Progress): Promise<void> {
  try {
    const options = readOptions(args);
    if (options === undefined) console.log(usage);
    else await run(options, progress);
  } catch (error) {
    // A cause that the user can put right is told in one sentence, without a stack.
    console.error(error instanceof Error && isExpected(error) ? error.message : error);
    process.exit(error instanceof UsageError ? 2 : 1);
  } finally {
    progress.end();
  }
}

async function run(options: StartOptions, progress: Progress): Promise<void> {
  let stopCloud = (): Promise<void> => Promise.resolve();
  stopBySignal(() => stopCloud());
  // Begun before the cloud is loaded; whoever asks for the templates later gets this very work, with its errors.
  synthesize(progress.tell).catch(() => undefined);
  const { startLocalCloud } = await import('./local-cloud.ts');
  const cloud = await startLocalCloud(options, progress.tell);
  stopCloud = () => cloud.stop();
  const demo = cloud.demoUrl === undefined ? '' : `   demo ${cloud.demoUrl}`;
  console.log(
    `Turnout ${cloud.url}   status page ${cloud.url}/_local   AWS_ENDPOINT_URL=${cloud.awsUrl}${demo}`,
  );
}

/** A terminal and npm may both hand the same Ctrl-C on. */
const sameSignalMs = 500;

/** The first signal stops in order, a later one at once. */
function stopBySignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    void stop().then(() => process.exit(0));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) stopWithoutParent(onSignal);
}

/** npm does not hand every signal on; when it is gone, nobody can stop this by Ctrl-C any more. */
function stopWithoutParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

function isExpected(error: Error): boolean {
  return error instanceof LocalCloudError || error instanceof UsageError || error.constructor === Error;
}
