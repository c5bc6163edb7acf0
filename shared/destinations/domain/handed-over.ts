import * as z from 'zod';

/** A part of what is handed over, of which anything may be mapped. */
const Part = z.looseObject({}).optional();
const Text = z.string().optional();

/** What adapters read of what is handed over: the body that webhooks post. */
export const HandedOver = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    runId: Text,
    event: Part,
    session: Part,
    registration: Part,
    attendance: Part,
    participant: z.looseObject({
      email: Text,
      firstName: Text,
      lastName: Text,
      phone: Text,
      status: Text,
    }),
  }),
});
export type HandedOver = z.infer<typeof HandedOver>;
