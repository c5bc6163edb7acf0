import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CloudOptions } from '../cloud/product.ts';
import { dataFolder } from './data-folder-names.ts';

export interface StartOptions extends CloudOptions {
  /** Makes a demo event when there is no event yet. */
  demo: boolean;
}

export const usage = `Runs Turnout on this machine.

  npm start -- [options]

  --port <n>      port of the API, the pages and /_local  (3000)
  --aws-port <n>  port that stands for AWS: AWS_ENDPOINT_URL=http://127.0.0.1:<n>  (4566)
  --data <folder> where the data is kept between runs  (${dataFolder.usual})
  --fresh         delete the data of earlier runs first
  --no-demo       no demo event on first start
  --help          this text

DYNAMODB_ENDPOINT=http://… uses that DynamoDB instead of the dynoxide binary (which exists for Linux on x64).`;

/** Wrong use of the command line; the message says which option. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads the command line; undefined = help was asked for. Throws `UsageError`. */
export function readOptions(args: string[]): StartOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  return {
    port: readPort('--port', values.port),
    awsPort: readPort('--aws-port', values['aws-port']),
    data: resolve(values.data),
    fresh: values.fresh,
    demo: !values['no-demo'],
  };
}

const options = {
  port: { type: 'string', default: '3000' },
  'aws-port': { type: 'string', default: '4566' },
  data: { type: 'string', default: dataFolder.usual },
  fresh: { type: 'boolean', default: false },
  'no-demo': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)} (--help lists the options)`,
    );
  }
}

function readPort(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`${option} wants a number from 0 to 65535, not "${text}".`);
  return port;
}
