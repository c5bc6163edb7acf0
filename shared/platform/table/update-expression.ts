import type { Patch } from '../values/patch.ts';

export interface UpdateExpression {
  UpdateExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/** Builds the expression of a patch; every name and value goes through a placeholder. Undefined values are left out. */
export function updateExpression(patch: Patch): UpdateExpression {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const name = (attribute: string): string => {
    const placeholder = `#u_${attribute}`;
    names[placeholder] = attribute;
    return placeholder;
  };
  const value = (attribute: string, content: unknown): string => {
    const placeholder = `:u_${attribute}`;
    values[placeholder] = content;
    return placeholder;
  };
  const entries = (part: Record<string, unknown> | undefined) =>
    Object.entries(part ?? {}).filter(([, content]) => content !== undefined);

  const sets = [
    ...entries(patch.set).map(([key, content]) => `${name(key)} = ${value(key, content)}`),
    ...entries(patch.keep).map(
      ([key, content]) => `${name(key)} = if_not_exists(${name(key)}, ${value(key, content)})`,
    ),
    ...Object.entries(patch.copy ?? {}).map(([key, from]) => `${name(key)} = ${name(from)}`),
  ];
  const adds = [
    ...entries(patch.addTo).map(([key, content]) => `${name(key)} ${value(key, new Set([content]))}`),
    ...entries(patch.increase).map(([key, content]) => `${name(key)} ${value(key, content)}`),
  ];
  const deletes = entries(patch.takeFrom).map(
    ([key, content]) => `${name(key)} ${value(key, new Set([content]))}`,
  );
  const removes = (patch.remove ?? []).map(name);
  const clause = (word: string, parts: string[]) => (parts.length > 0 ? [`${word} ${parts.join(', ')}`] : []);
  return {
    UpdateExpression: [
      ...clause('SET', sets),
      ...clause('REMOVE', removes),
      ...clause('ADD', adds),
      ...clause('DELETE', deletes),
    ].join(' '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
