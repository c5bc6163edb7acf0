import { env } from 'node:process';
import fc from 'fast-check';
import { isLong } from '../rounds.ts';

/**
 * Random cases are the same ones every day, or a change would be refused for what another one broke. The long run looks at
 * others each time, and so does whoever says another `TEST_SEED`.
 */
if (!isLong || env['TEST_SEED'] !== undefined) fc.configureGlobal({ seed: Number(env['TEST_SEED'] ?? 1) });
