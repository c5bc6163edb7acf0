import { randomUUID } from 'node:crypto';
import type {
  BusEvent,
  EventBus,
  Faults,
  FunctionDefinition,
  LambdaInvoker,
  LocalClock,
  QueueEngine,
} from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import type { RuleDefinition } from '../template/definitions.ts';
import { matchesPattern } from './match-event-pattern.ts';

export interface BusParts {
  rules: RuleDefinition[];
  functions: FunctionDefinition[];
  queues: QueueEngine;
  invoker: LambdaInvoker;
  state: StateDb;
  clock: LocalClock;
  faults: Faults;
  account: string;
  region: string;
}

export interface LocalBus extends EventBus {
  /** Sends a scheduled rule's event to its targets. */
  fire(rule: RuleDefinition): void;
}

/**
 * The default event bus. A published event reaches its targets' persistent queues (asynchronous invokes, messages) in
 * one transaction, so there is nothing to lose between them.
 */
export function createEventBus(parts: BusParts): LocalBus {
  const { rules, functions, queues, invoker, state, clock, faults } = parts;

  const send = (target: RuleDefinition['targets'][number], event: unknown): void => {
    const payload: unknown = target.input === undefined ? event : JSON.parse(target.input);
    const called = functions.find(({ arn }) => arn === target.arn);
    if (called !== undefined) {
      invoker.enqueue(called.name, payload);
      return;
    }
    const queue = queues.definitions().find(({ arn }) => arn === target.arn);
    if (queue === undefined) throw new Error(`The local cloud cannot send events to ${target.arn}.`);
    queues.send(queue.url, { body: JSON.stringify(payload) });
  };

  const deliver = (rule: RuleDefinition, event: unknown): void => {
    const times = faults.next('events', 'Deliver') === 'duplicate-event' ? 2 : 1;
    for (const target of rule.targets) {
      for (let time = 0; time < times; time += 1) send(target, event);
    }
  };

  const complete = (event: BusEvent): unknown => ({
    version: '0',
    id: randomUUID(),
    account: parts.account,
    time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: parts.region,
    resources: [],
    ...event,
  });

  return {
    publish(event) {
      const full = complete(event);
      state.transaction(() => {
        for (const rule of rules) {
          if (rule.pattern !== undefined && matchesPattern(rule.pattern, full)) deliver(rule, full);
        }
      });
    },
    fire(rule) {
      const event = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };
      state.transaction(() => {
        deliver(rule, complete(event));
      });
    },
  };
}
