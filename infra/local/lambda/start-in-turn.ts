import type { FunctionDefinition } from '../seams/ports.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionProcess, startFunctionProcess } from './function-process.ts';
import type { StartGate } from './start-gate.ts';

export interface StartParts {
  awsUrl: string;
  region: string;
  log: FunctionLog;
  /** Shared by the pools of all functions. */
  gate: StartGate;
  /** Folder of the function's bundle, once it is made. */
  codeOf: (functionName: string) => Promise<string>;
}

/**
 * Starts a process of the function when its bundle is made and its turn has come; answers it when it has loaded the
 * bundle, and how many milliseconds that took. `register` gets the process before, to kill it or to refuse it by throwing.
 */
export async function startInTurn(
  definition: FunctionDefinition,
  { awsUrl, region, log, gate, codeOf }: StartParts,
  isBackground: boolean,
  register: (start: () => FunctionProcess) => FunctionProcess,
): Promise<{ process: FunctionProcess; tookMs: number }> {
  const codeDirectory = await codeOf(definition.name).catch((error: unknown) => {
    throw noBundle(error);
  });
  const leave = await gate.enter(!isBackground);
  try {
    const begun = performance.now();
    const onLine = (line: string): void => {
      log.add(definition.name, line);
    };
    const surroundings = { awsUrl, region, isBackground, onLine };
    const process = register(() => startFunctionProcess({ ...definition, codeDirectory }, surroundings));
    await process.loaded;
    return { process, tookMs: performance.now() - begun };
  } finally {
    leave();
  }
}

/** The error of a function whose sources do not build. */
export function noBundle(error: unknown): FunctionError {
  const reason = error instanceof Error ? error.message : String(error);
  return new FunctionError('Runtime.NoBundle', `The function could not be bundled: ${reason}`);
}
