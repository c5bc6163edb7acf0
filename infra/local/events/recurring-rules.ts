import type { LocalClock } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import type { RuleDefinition } from '../template/definitions.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';
import type { LocalBus } from './event-bus.ts';

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Rules with `rate(...)`, driven by the local clock. */
export interface RecurringRules {
  /** Fires each due rule once, however often it was missed; answers their names. */
  runDue(): string[];
  stop(): void;
}

export function startRecurringRules(
  rules: RuleDefinition[],
  { bus, clock, state }: { bus: LocalBus; clock: LocalClock; state: StateDb },
): RecurringRules {
  const recurring = rules.flatMap((rule) =>
    rule.scheduleExpression === undefined
      ? []
      : [{ rule, everyMs: parseRate(rule.name, rule.scheduleExpression) }],
  );
  const lastRun = ({ name }: RuleDefinition): number => {
    const known = state.read(`rule ${name}`);
    if (known !== undefined) return Number(known);
    state.write(`rule ${name}`, String(clock.now()));
    return clock.now();
  };
  const runDue = (): string[] => {
    const due = recurring.filter(({ rule, everyMs }) => lastRun(rule) + everyMs <= clock.now());
    for (const { rule } of due) {
      state.write(`rule ${rule.name}`, String(clock.now()));
      bus.fire(rule);
    }
    return due.map(({ rule }) => rule.name);
  };
  runDue();
  const timer = setInterval(runDue, 1000);
  timer.unref();
  return {
    runDue,
    stop() {
      clearInterval(timer);
    },
  };
}

function parseRate(name: string, expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const size = unitMs[unit ?? ''];
  if (size === undefined)
    throw new LocalCloudError(`Rule ${name}: the local cloud does not run "${expression}".`);
  return Number(count) * size;
}
