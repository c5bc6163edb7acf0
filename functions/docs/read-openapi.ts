import * as z from 'zod';

const Content = z.record(z.string(), z.object({ schema: z.unknown() }));

export const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  deprecated: z.boolean().optional(),
  parameters: z
    .array(
      z.object({ name: z.string(), in: z.string(), description: z.string().optional(), schema: z.unknown() }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.object({
      description: z.string().optional(),
      content: Content.optional(),
      $ref: z.string().optional(),
    }),
  ),
});
export type Operation = z.infer<typeof Operation>;

/** The parts of the description that the page shows. */
export const OpenApi = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.object({ description: z.string() })),
  }),
});
export type OpenApi = z.infer<typeof OpenApi>;
