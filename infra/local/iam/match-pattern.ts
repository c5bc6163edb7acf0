const compiled = new Map<string, RegExp>();

/** Whether an IAM pattern (`*` = anything, `?` = one character) covers a value. */
export function matchPattern(pattern: string, value: string): boolean {
  if (pattern === '*') return true;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, 's');
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}

/** Actions are compared without regard to case, as IAM does. */
export function matchAction(pattern: string, action: string): boolean {
  return matchPattern(pattern.toLowerCase(), action.toLowerCase());
}
