import * as z from 'zod';

const JsonLine = z.looseObject({ level: z.string().optional() });

export interface LogLine {
  function: string;
  /** The parsed JSON line, or the text as it came. */
  line: unknown;
}

const kept = 1000;

/** The functions' last log lines; errors also go to stderr, since nobody watches a ring buffer. */
export class FunctionLog {
  readonly #lines: LogLine[] = [];
  readonly #echo: boolean;

  constructor(options: { echoErrors: boolean }) {
    this.#echo = options.echoErrors;
  }

  add(functionName: string, text: string): void {
    const line = parse(text);
    this.#lines.push({ function: functionName, line });
    if (this.#lines.length > kept) this.#lines.splice(0, this.#lines.length - kept);
    if (this.#echo && isError(line)) process.stderr.write(`${functionName}: ${text}\n`);
  }

  /** Newest last. */
  recent(limit: number, functionName?: string): LogLine[] {
    return this.#lines
      .filter((line) => functionName === undefined || line.function === functionName)
      .slice(-limit);
  }
}

function parse(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isError(line: unknown): boolean {
  const parsed = JsonLine.safeParse(line);
  return !parsed.success || ['ERROR', 'FATAL', 'CRITICAL'].includes(parsed.data.level?.toUpperCase() ?? '');
}
