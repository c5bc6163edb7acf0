/** Makes the assembly of the stage `local` in the folder that `workerData` names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { buildApp } from '../../build-app.ts';
import { listFunctions } from '../../bundle.ts';

const { folder } = z.object({ folder: z.string() }).parse(workerData);

// The templates want to see a bundle of each function; the real ones are made when somebody calls.
const codeRoot = join(folder, 'code');
for (const name of listFunctions()) {
  mkdirSync(join(codeRoot, name), { recursive: true });
  writeFileSync(join(codeRoot, name, 'index.mjs'), `// ${name}`);
}
buildApp('local', { outdir: folder, codeRoot }).synth();
