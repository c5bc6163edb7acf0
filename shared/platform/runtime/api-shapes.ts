import * as z from 'zod';

/** The name of a shape in the API's description, with an example of it. */
interface ShapeNote {
  id: string;
  description?: string;
  examples?: unknown[];
}

/** Shapes that have a name in the API's description. */
export const apiShapes = z.registry<ShapeNote>();

/** What the description shows in place of shapes that are read by code of their own. */
export const standIns = new Map<z.ZodType, z.ZodType>();

/** Gives a shape its name in the API's description, with an example. */
export function named<S extends z.ZodType>(id: string, shape: S, example?: unknown): S {
  apiShapes.add(shape, { id, ...(example !== undefined && { examples: [example] }) });
  return shape;
}

/** Describes a shape that is read by code of its own. */
export function describedAs(id: string, shape: z.ZodType, form: z.ZodType, example: unknown): void {
  apiShapes.add(shape, { id, examples: [example] });
  standIns.set(shape, form);
}

/** `?limit=&cursor=` of a list. */
export const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
});

/** A page of a list: no cursor means that it is the last one. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });

/** An instant, as answers tell it. */
export const Instant = z.iso.datetime();
