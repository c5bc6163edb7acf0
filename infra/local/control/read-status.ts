import type { ControlParts } from './control-parts.ts';

/** What the status page shows besides the mails: what ran, what waits, what failed. */
export function readStatus({ engines, definitions, clock, callLog, productStatus }: ControlParts): unknown {
  const { queues, pools, log } = engines;
  const deadLetterArns = new Set(definitions.queues.map(({ deadLetter }) => deadLetter?.arn));
  const failureArns = new Set([
    ...definitions.functions.map(({ onFailureArn }) => onFailureArn),
    ...definitions.streamMappings.map(({ onFailureArn }) => onFailureArn),
  ]);
  return {
    now: new Date(clock.now()).toISOString(),
    offsetMs: clock.offset(),
    ...productStatus(),
    functions: [...pools]
      .map(([name, pool]) => ({
        name,
        ...pool.statistics(),
        lines: log.recent(5, name).map(({ line }) => line),
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    queues: queues.definitions().map(({ name, arn, url }) => {
      const isDeadEnd = deadLetterArns.has(arn) || failureArns.has(arn);
      return { name, ...queues.depth(url), isDeadEnd, messages: isDeadEnd ? queues.peek(url, 10) : [] };
    }),
    refusals: callLog.refusals().slice(0, 20),
  };
}
