import type { Tell } from './product.ts';

/** The longest silence: nobody should wonder for two seconds whether anything happens. */
const mostSilentMs = 1500;

export interface Progress {
  tell: Tell;
  /** Ends the reports. */
  end(): void;
}

/** Reports on stderr what a start is doing, and that it is still at it. On stdout there is only the one line of links. */
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
