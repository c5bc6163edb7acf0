import { afterAll, beforeAll } from 'vitest';
import { startTestCloud, type TestCloud } from './local-cloud.ts';

/** The whole product for a test file, with a data folder of its own. */
export function useTestCloud(): TestCloud {
  const cloud = {} as TestCloud;
  beforeAll(async () => {
    Object.assign(cloud, await startTestCloud());
  });
  afterAll(() => cloud.stop());
  return cloud;
}
