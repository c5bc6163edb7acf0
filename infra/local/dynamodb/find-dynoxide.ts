import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The `dynoxide` binary of the optional dependency, or undefined where npm left it out (it exists for Linux on x64). */
export function findDynoxide(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(manifest), 'dynoxide');
  } catch {
    return undefined;
  }
}

export const noDynamoDb =
  'No DynamoDB engine: the optional package @dynoxide/linux-x64 is not installed (it runs on Linux x64 only). ' +
  'Start any DynamoDB (the `dynoxide` command, or DynamoDB Local) and name it, e.g. DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start';
