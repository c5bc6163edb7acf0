/**
 * Runs one function's bundle in a process of its own, one invocation at a time, as Lambda's runtime does.
 * Messages in: {id, payload, offset, deadlineMs, arn}. Messages out: {ready}, {id, result} or {id, error}.
 */
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RealDate = Date;
let offset = 0;
let requestId = '';

const localNow = () => RealDate.now() + offset;

// The product's clock may be ahead of real time; the remaining time of an invocation is real all the same.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [localNow()] : args, newTarget),
  apply: () => new RealDate(localNow()).toString(),
  get: (target, key) => (key === 'now' ? localNow : Reflect.get(target, key)),
});
RealDate.prototype.constructor = globalThis.Date;

const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
for (const [method, level] of Object.entries(levels)) {
  console[method] = (...values) => {
    const message = values.length === 1 ? plain(values[0]) : values.map(String).join(' ');
    const line = { timestamp: new RealDate(localNow()).toISOString(), level, requestId, message };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
}

function plain(value) {
  return value instanceof Error ? describe(value) : value;
}

function describe(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

// A parent that is gone, even by SIGKILL, closes the channel: no orphan stays.
process.on('disconnect', () => process.exit(0));

const [moduleName, exportName] = process.env['_HANDLER'].split('.');
let handler;
try {
  const file = join(process.env['LAMBDA_TASK_ROOT'], `${moduleName}.mjs`);
  handler = (await import(pathToFileURL(file).href))[exportName];
  if (typeof handler !== 'function') throw new Error(`${file} exports no function "${exportName}"`);
  process.send({ ready: true });
} catch (error) {
  console.error(error);
  process.send({ failed: describe(error) }, () => process.exit(1));
}

let isCompiledKept = false;

/** What was compiled so far, for the next process: this one is killed in the end, and would take it along. */
function keepCompiled() {
  if (isCompiledKept) return;
  isCompiledKept = true;
  setImmediate(flushCompileCache);
}

process.on('message', async ({ id, payload, offset: newOffset, remainingMs, arn }) => {
  offset = newOffset;
  requestId = id;
  const deadline = performance.now() + remainingMs;
  const context = {
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: false,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: `/aws/lambda/${process.env['AWS_LAMBDA_FUNCTION_NAME']}`,
    logStreamName: `local/${process.pid}`,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  try {
    const result = await handler(JSON.parse(payload), context);
    process.send({ id, result: JSON.stringify(result ?? null) });
  } catch (error) {
    console.error(error);
    process.send({ id, error: describe(error) });
  }
  keepCompiled();
});
