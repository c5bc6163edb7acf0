import type { FieldError } from '../../problems/refusal.ts';

/**
 * Finds the texts of a value that hold half a character (a lone surrogate), as programs leave it that cut an emoji in two.
 * UTF-8 cannot hold it, so it could be neither stored nor compared.
 */
export function halfCharacters(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [halfCharacterAt(path)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name.isWellFormed()
      ? halfCharacters(part, [...path, name])
      : [halfCharacterAt([...path, name.toWellFormed()])],
  );
}

const halfCharacterAt = (path: readonly string[]): FieldError => ({
  field: path.join('.'),
  code: 'invalid-format',
  message: 'The text holds half a character (a lone surrogate). Send it whole, or leave it out.',
});
