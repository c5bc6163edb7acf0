import { enableCompileCache, flushCompileCache } from 'node:module';
import { startProgress } from './cloud/progress.ts';

const progress = startProgress();
// The first word comes before everything else is loaded, which takes most of a start that finds all made.
progress.tell('starting');
enableCompileCache();
const { runCommand } = await import('./run-command.ts');
await runCommand(process.argv.slice(2), progress);
flushCompileCache();
