import type * as z from 'zod';
import type { StackTemplate } from './assembly.ts';
import type { Identity } from './identify.ts';
import { type Resolver, TemplateError } from './resolver.ts';

/** A resource with resolved properties. */
export interface Resource<P> {
  stack: StackTemplate;
  id: string;
  identity: Identity;
  properties: P;
}

/** Finds resources by type over all stacks and remembers which types were asked for. */
export class Resources {
  readonly #stacks: StackTemplate[];
  readonly #resolver: Resolver;
  readonly #read = new Set<string>();

  constructor(stacks: StackTemplate[], resolver: Resolver) {
    this.#stacks = stacks;
    this.#resolver = resolver;
  }

  /** All resources of a type; throws `TemplateError` when one has another shape than `schema`. */
  all<S extends z.ZodType>(type: string, schema: S): Resource<z.infer<S>>[] {
    this.#read.add(type);
    return this.#every()
      .filter((resource) => resource.type === type)
      .map(({ stack, id }) => {
        const parsed = schema.safeParse(this.#resolver.properties(stack, id));
        if (!parsed.success)
          throw new TemplateError(`${stack.name}/${id} (${type}): ${parsed.error.message}`);
        return { stack, id, identity: this.#resolver.identity(stack, id), properties: parsed.data };
      });
  }

  /** Resources whose type nobody asked for. */
  unread(): { stack: string; id: string; type: string }[] {
    return this.#every()
      .filter(({ type }) => !this.#read.has(type) && type !== 'AWS::CDK::Metadata')
      .map(({ stack, id, type }) => ({ stack: stack.name, id, type }));
  }

  #every(): { stack: StackTemplate; id: string; type: string }[] {
    return this.#stacks.flatMap((stack) =>
      Object.entries(stack.Resources).map(([id, { Type }]) => ({ stack, id, type: Type })),
    );
  }
}
