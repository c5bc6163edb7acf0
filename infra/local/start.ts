import { startLocalCloud } from './local-cloud.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { readOptions, usage, UsageError } from './options.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else await run(options);
} catch (error) {
  // A cause that the user can put right is told in one sentence, without a stack.
  console.error(error instanceof Error && isExpected(error) ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function run(options: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  const cloud = await startLocalCloud(options);
  const demo = cloud.demoUrl === undefined ? '' : `   demo ${cloud.demoUrl}`;
  console.log(`Turnout ${cloud.url}   console ${cloud.url}/_local   AWS_ENDPOINT_URL=${cloud.awsUrl}${demo}`);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void cloud.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  if (process.env['npm_lifecycle_event'] !== undefined) stopWithoutParent(stop);
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
