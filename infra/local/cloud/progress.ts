import type { Tell } from './product.ts';

/** Nobody should wonder for two seconds whether anything happens. */
const mostSilentMs = 1500;

export interface Progress {
  tell: Tell;
  /** Nothing more is told. */
  end(): void;
}

/** Tells on stderr what a start does, and that it still does it. On stdout the one line of links comes alone. */
export function startProgress(
  write: (line: string) => unknown = (line) => process.stderr.write(line),
): Progress {
  const begun = performance.now();
  let step = '';
  const timer = setInterval(() => {
    write(`… still ${step} (${Math.round((performance.now() - begun) / 1000)} s)\n`);
  }, mostSilentMs).unref();
  return {
    tell(next) {
      step = next;
      write(`… ${step}\n`);
      timer.refresh();
    },
    end() {
      clearInterval(timer);
    },
  };
}
