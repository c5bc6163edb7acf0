/**
 * What `npm ci` does at its end, so that the first `npm start` need not: templates, the bundle that the demo asks for, and
 * Node's cache of compiled code. Whatever fails here is told by the start that meets it.
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
