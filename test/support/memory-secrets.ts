import type { KeptSecret, KeptSecrets } from '../../shared/platform/secrets/kept-secrets.ts';

/** Secrets in memory, as Secrets Manager keeps them: the one before stays readable. */
export function memorySecrets(): KeptSecrets & { kept: Map<string, KeptSecret> } {
  const kept = new Map<string, KeptSecret>();
  return {
    kept,
    put(name, value) {
      kept.set(name, { current: value, previous: kept.get(name)?.current });
      return Promise.resolve();
    },
    read: (name) => Promise.resolve(kept.get(name)),
    drop(name) {
      kept.delete(name);
      return Promise.resolve();
    },
  };
}

/** What the function of events needs for destinations, in worlds that have none. */
export const noDestinations = () => ({ secrets: memorySecrets(), reach: noReach });

/** Reaches no destination: for worlds whose rules name their webhooks. */
export const noReach = {
  handOver: () => Promise.reject(new Error('This world has no destinations.')),
  test: () => Promise.reject(new Error('This world has no destinations.')),
};
