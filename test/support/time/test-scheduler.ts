import type { UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  ValidationException,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import * as z from 'zod';
import type { ScheduleGroup } from '../../../shared/platform/scheduler/schedule-group.ts';
import { DeliveryRetry } from '../../../shared/handovers/domain/delivery-retry.ts';
import { Fire } from '../../../shared/rules/domain/fire.ts';

type Command = CreateScheduleCommand | UpdateScheduleCommand | DeleteScheduleCommand;

const meta = (message: string) => ({ $metadata: {}, message, Message: message });

/** EventBridge Scheduler's one-time schedules on the test's clock. What fires is gone, as `ActionAfterCompletion` says. */
export class TestScheduler {
  readonly schedules = new Map<string, CreateScheduleCommandInput>();
  /** Called before each call: for what happens in between. */
  before: (command: Command) => Promise<void> | void = () => undefined;
  readonly #now: () => number;
  readonly #fired: (input: ScheduleInput) => void;

  constructor(now: () => number, fired: (input: ScheduleInput) => void) {
    this.#now = now;
    this.#fired = fired;
  }

  get group(): ScheduleGroup {
    const client = { send: (command: Command) => this.#send(command) };
    return {
      client: client as unknown as ScheduleGroup['client'],
      group: 'tests',
      targetArn: 'arn:aws:sqs:eu-central-1:000000000000:schedules',
      roleArn: 'arn:aws:iam::000000000000:role/schedule',
      deadLetterArn: 'arn:aws:sqs:eu-central-1:000000000000:failures',
    };
  }

  /** What each schedule of a rule will say, the next one first. */
  get planned(): (Fire & { at: number })[] {
    return [...this.schedules.values()]
      .flatMap((schedule) => {
        const input = inputOf(schedule);
        return 'fire' in input ? [{ ...input.fire, at: instantOf(schedule) }] : [];
      })
      .sort((one, other) => one.at - other.at);
  }

  nextDue(): number | undefined {
    const times = [...this.schedules.values()].map(instantOf);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Fires what is due. */
  fireDue(): void {
    for (const [name, schedule] of this.schedules) {
      if (instantOf(schedule) > this.#now()) continue;
      this.schedules.delete(name);
      this.#fired(inputOf(schedule));
    }
  }

  async #send(command: Command): Promise<unknown> {
    await this.before(command);
    const name = command.input.Name!;
    const isThere = this.schedules.has(name);
    if (command instanceof CreateScheduleCommand && isThere)
      throw new ConflictException(meta(`Schedule ${name} already exists.`));
    if (!(command instanceof CreateScheduleCommand) && !isThere)
      throw new ResourceNotFoundException(meta(`Schedule ${name} does not exist.`));
    if (command instanceof DeleteScheduleCommand) {
      this.schedules.delete(name);
      return {};
    }
    if (instantOf(command.input) < this.#now())
      throw new ValidationException(meta('Invalid Schedule Expression: the time is in the past.'));
    this.schedules.set(name, command.input);
    return {};
  }
}

const instantOf = ({ ScheduleExpression }: Partial<CreateScheduleCommandInput>): number =>
  Date.parse(`${/^at\((.+)\)$/.exec(ScheduleExpression!)![1]!}Z`);

const ScheduleInput = z.union([z.strictObject({ fire: Fire }), z.strictObject({ retry: DeliveryRetry })]);
type ScheduleInput = z.infer<typeof ScheduleInput>;

const inputOf = ({ Target }: Partial<CreateScheduleCommandInput>): ScheduleInput =>
  ScheduleInput.parse(JSON.parse(Target!.Input!));
