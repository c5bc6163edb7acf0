import { NOW } from '../support/factories.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { SimulatedSes, timeRun } from '../support/simulated-senders.ts';
import { SimulatedTime } from '../support/simulated-time.ts';

const MAILS = 20_000;

/** How much of SES's rate a run uses, what its turns cost, and how long confirmations wait meanwhile; in simulated time. */
const aws = await startLocalAws();
try {
  const { table, writes } = aws.countingTable();
  const time = new SimulatedTime(NOW);
  const ses = new SimulatedSes(time, { perSecond: 500, perDay: -1, sentToday: 0 });
  const { share, refused, longestWaitMs, seconds } = await timeRun({ time, table, ses }, MAILS);
  console.log(
    `${MAILS} mails at 500/s: ${seconds.toFixed(1)} s, ${(share * 100).toFixed(1)} % of the rate, ${refused} refused; ` +
      `a confirmation waits ${longestWaitMs} ms at most; ${(writes() / MAILS).toFixed(3)} write units a mail`,
  );
} finally {
  await aws.stop();
}
