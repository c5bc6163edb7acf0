/**
 * Runs at the end of `npm ci`, so that the first `npm start` is quick: makes templates, the bundle for the demo, and Node's
 * cache of compiled code. Errors here are ignored, since the next start meets and reports them.
 */
import { enableCompileCache } from 'node:module';
import { startProgress } from './cloud/progress.ts';

enableCompileCache();
const progress = startProgress();
progress.tell('preparing npm start');
const { synthesize } = await import('./product/synthesize.ts');
const templates = synthesize(progress.tell);
const { prepareDemo } = await import('./local-cloud.ts');
const ends = await Promise.allSettled([templates, prepareDemo()]);
progress.end();
for (const end of ends) if (end.status === 'rejected') console.error('npm start will try again:', end.reason);
