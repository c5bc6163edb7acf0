import { afterAll, beforeAll } from 'vitest';
import { startLocalAws, type LocalAws } from './local-aws.ts';

/** The world of a test file: local engines with an empty table, started before its first test and stopped after its last. */
export function useLocalAws(): LocalAws {
  const aws = {} as LocalAws;
  beforeAll(async () => {
    Object.assign(aws, await startLocalAws());
  });
  afterAll(() => aws.stop());
  return aws;
}
