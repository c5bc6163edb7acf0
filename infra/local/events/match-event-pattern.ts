/**
 * Event patterns as EventBridge and Lambda's filter criteria define them: exact values, prefix, suffix, wildcard,
 * anything-but, exists, numeric, equals-ignore-case, `$or`.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([key, rule]) => {
    if (key === '$or') return Array.isArray(rule) && rule.some((option) => matchesPattern(option, event));
    const value = isObject(event) ? event[key] : undefined;
    if (!Array.isArray(rule)) return matchesNested(rule, value);
    const candidates: unknown[] = Array.isArray(value) ? value : [value];
    return rule.some((matcher) => candidates.some((candidate) => matchesValue(matcher, candidate)));
  });
}

/** A nested pattern matches a list when it matches one of its members. */
function matchesNested(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => matchesPattern(pattern, item));
  return matchesPattern(pattern, value);
}

type Operator = (argument: unknown, value: unknown) => boolean;

const operators: Record<string, Operator> = {
  exists: (wanted, value) => wanted === (value !== undefined),
  prefix: (argument, value) => onText(argument, value, (text, part) => text.startsWith(part)),
  suffix: (argument, value) => onText(argument, value, (text, part) => text.endsWith(part)),
  wildcard: (argument, value) => onText(argument, value, (text, part) => wildcardToRegExp(part).test(text)),
  'equals-ignore-case': (argument, value) =>
    onText(argument, value, (text, part) => text.toLowerCase() === part.toLowerCase()),
  numeric: (argument, value) =>
    Array.isArray(argument) && typeof value === 'number' && isInRange(argument, value),
  'anything-but': (argument, value) => value !== undefined && !isAmong(argument, value),
};

function matchesValue(matcher: unknown, value: unknown): boolean {
  if (!isObject(matcher)) return matcher === value;
  return Object.entries(matcher).every(([name, argument]) => {
    const operator = operators[name];
    if (operator === undefined)
      throw new Error(`The local cloud does not know the pattern operator "${name}".`);
    return operator(argument, value);
  });
}

/** What `anything-but` excludes: a value, values, or `{prefix|suffix|wildcard|equals-ignore-case: …}` of one or many. */
function isAmong(argument: unknown, value: unknown): boolean {
  if (Array.isArray(argument)) return argument.includes(value);
  if (!isObject(argument)) return argument === value;
  return Object.entries(argument).some(([name, given]) => {
    const parts: unknown[] = Array.isArray(given) ? given : [given];
    return parts.some((part) => matchesValue({ [name]: part }, value));
  });
}

/** `{"prefix": {"equals-ignore-case": "x"}}` is the one operator that nests. */
function onText(argument: unknown, value: unknown, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== 'string') return false;
  if (typeof argument === 'string') return test(value, argument);
  const folded = isObject(argument) ? argument['equals-ignore-case'] : undefined;
  return typeof folded === 'string' && test(value.toLowerCase(), folded.toLowerCase());
}

function wildcardToRegExp(wildcard: string): RegExp {
  const parts = wildcard.split(/(\\[*\\]|\*)/);
  const source = parts.map((part) => (part === '*' ? '.*' : RegExp.escape(part.replace(/^\\(?=[*\\])/, ''))));
  return new RegExp(`^${source.join('')}$`, 's');
}

/** `[">=", 1, "<", 10]` */
function isInRange(range: unknown[], value: number): boolean {
  for (let index = 0; index < range.length; index += 2) {
    const limit = Number(range[index + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    };
    const sign = String(range[index]);
    if (!Object.entries(holds).some(([name, isTrue]) => name === sign && isTrue)) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
