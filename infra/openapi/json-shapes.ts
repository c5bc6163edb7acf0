import * as z from 'zod';
import { apiShapes, standIns } from '../../shared/platform/runtime/api-shapes.ts';

export type JsonShape = Record<string, unknown>;

/** As somebody may send it, or as it is answered. */
type Side = 'input' | 'output';

const AnyShape = z.record(z.string(), z.unknown());
const Described = z.object({
  properties: z.object({ it: AnyShape }),
  $defs: z.record(z.string(), AnyShape).default({}),
});

/** Collects the shapes that have names, so that each stands in the description once. */
export class JsonShapes {
  /** By their names. */
  readonly named = new Map<string, JsonShape>();
  readonly #isClosed: boolean;

  /**
   * `isClosed`: answers have exactly the fields that are described, as tests want it. The description itself leaves room:
   * readers must not stumble over fields that come later.
   */
  constructor({ isClosed = false }: { isClosed?: boolean } = {}) {
    this.#isClosed = isClosed;
    for (const [read, form] of standIns) {
      const { id, examples } = apiShapes.get(read) ?? {};
      if (id === undefined) throw new Error('A shape that another one stands in for needs a name.');
      this.named.set(id, { ...this.describe(form, 'input'), examples });
    }
  }

  /** A shape as the description tells it; what has a name is told by its name. */
  describe(shape: z.ZodType, side: Side): JsonShape {
    const json = z.toJSONSchema(z.object({ it: shape }), {
      io: side,
      metadata: apiShapes,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        // zod leaves the examples of shapes out that change what they read; ours are what is sent.
        const { examples } = apiShapes.get(zodSchema) ?? {};
        if (examples) jsonSchema.examples = examples;
        if (side === 'output' && !this.#isClosed && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    });
    const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { properties, $defs } = Described.parse(JSON.parse(text));
    for (const [id, found] of Object.entries($defs)) this.#keep(id, found);
    return properties.it;
  }

  #keep(id: string, shape: JsonShape): void {
    if ([...standIns.keys()].some((read) => apiShapes.get(read)?.id === id)) return;
    const before = this.named.get(id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(shape))
      throw new Error(`${id} is sent in one form and answered in another: give the two names of their own.`);
    this.named.set(id, shape);
  }
}
