import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Queue } from '../queue/send-messages.ts';
import { queueFunction } from './queue-function.ts';

/** How messages of one kind are handled; answers why a body is no such message, where it is none. */
export type MessageKind = (body: unknown, context: Context) => z.ZodError | Promise<void>;

/** Messages that read by the schema, and what is done with each. */
export function messageKind<M>(
  schema: z.ZodType<M>,
  handle: (message: M, context: Context) => Promise<void>,
): MessageKind {
  return (body, context) => {
    const read = schema.safeParse(body);
    return read.success ? handle(read.data, context) : read.error;
  };
}

/** A `queueFunction` for messages of several kinds: the first kind that reads a message handles it. */
export function queueFunctionOf(kinds: MessageKind[], queue?: Queue) {
  const handle = async (body: unknown, context: Context): Promise<void> => {
    const faults: string[] = [];
    for (const kind of kinds) {
      const handled = kind(body, context);
      if (!(handled instanceof z.ZodError)) return handled;
      faults.push(z.prettifyError(handled));
    }
    throw new Error(`The message is of no kind that this function knows:\n${faults.join('\n')}`);
  };
  return queueFunction(z.unknown(), handle, queue);
}
