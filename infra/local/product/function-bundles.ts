import { dirname } from 'node:path';
import { type Bundle, bundleFunctions, listFunctions } from '../../bundle.ts';

type Make = (names: string[]) => Promise<Bundle[]>;

/** Folder of each function's bundle, made when it is first asked for. */
export interface FunctionBundles {
  /** Rejects with what esbuild says of a source that does not build; the next call tries again. */
  folderOf(name: string): Promise<string>;
  /** Makes all bundles that nobody asked for yet; answers how many of all had to be made. */
  makeAll(): Promise<number>;
}

/**
 * Bundles functions on demand. One run of esbuild at a time, with all that were asked for meanwhile: what they share is
 * read once then. `make` looks at the sources each time, so a bundle of an earlier start serves only when it fits them.
 */
export function openFunctionBundles(
  names = listFunctions(),
  make: Make = (only) => bundleFunctions({ only }),
): FunctionBundles {
  const asked = new Map<string, Promise<Bundle>>();
  const wanted: { name: string; bundle: PromiseWithResolvers<Bundle> }[] = [];
  let isMaking = false;

  const makeBatch = async (batch: typeof wanted): Promise<void> => {
    try {
      const made = await make(batch.map(({ name }) => name));
      batch.forEach(({ bundle }, index) => {
        const one = made[index];
        if (one !== undefined) bundle.resolve(one);
      });
    } catch (error) {
      // One that does not build must not take the others along.
      if (batch.length > 1) for (const one of batch) await makeBatch([one]);
      else refuse(batch, error);
    }
  };

  const refuse = (batch: typeof wanted, error: unknown): void => {
    for (const { name, bundle } of batch) {
      asked.delete(name);
      bundle.reject(error);
    }
  };

  const makeWanted = async (): Promise<void> => {
    while (wanted.length > 0) await makeBatch(wanted.splice(0));
    isMaking = false;
  };

  const ask = (name: string): Promise<Bundle> => {
    const known = asked.get(name);
    if (known !== undefined) return known;
    const bundle = Promise.withResolvers<Bundle>();
    asked.set(name, bundle.promise);
    wanted.push({ name, bundle });
    if (!isMaking) {
      isMaking = true;
      queueMicrotask(() => void makeWanted());
    }
    return bundle.promise;
  };

  return {
    folderOf: async (name) => dirname((await ask(name)).file),
    makeAll: async () => (await Promise.all(names.map(ask))).filter(({ made }) => made).length,
  };
}
