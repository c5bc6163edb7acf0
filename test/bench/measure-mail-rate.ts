import { NOW } from '../support/factories.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { SimulatedSes, timeRun } from '../support/time/simulated-senders.ts';
import { SimulatedTime } from '../support/time/simulated-time.ts';
import { type BenchLine, promise } from './bench-line.ts';

const MAILS = 20_000;
const PER_SECOND = 500;

/** How much of SES's rate a run uses, what its turns cost, and how long confirmations wait meanwhile; in simulated time. */
export async function* measureMailRate(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    const { table, writes } = aws.countingTable();
    const time = new SimulatedTime(NOW);
    const ses = new SimulatedSes(time, { perSecond: PER_SECOND, perDay: -1, sentToday: 0 });
    const { share, refused, longestWaitMs, seconds } = await timeRun({ time, table, ses }, MAILS);
    yield {
      what: `mail-rate: ${MAILS.toLocaleString('en')} reminders at ${PER_SECOND}/s`,
      measured: `${seconds.toFixed(1)} s simulated, ${(share * 100).toFixed(1)} % of it`,
      hold: { value: Math.round(share * 1_000) / 10, atLeast: 95, unit: ' %' },
      isPromise: true,
      notes: [
        `a confirmation waits ${longestWaitMs} ms at most; ${(writes() / MAILS).toFixed(3)} write units a mail`,
      ],
    };
    yield promise('mail-rate: refused', refused, 0);
  } finally {
    await aws.stop();
  }
}
