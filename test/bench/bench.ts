/**
 * Prints the design's numbers, each beside the raw part measured in the same run.
 * `npm run bench` takes all but the long ones, `npm run bench -- import export` those named.
 * Numbers inform; a broken promise, or a measurement that could not be made, ends with exit code 1.
 */
import { availableParallelism, loadavg } from 'node:os';
import { type BenchLine, formatLine, isBroken, tableHead } from './bench-line.ts';
import { measureAttendanceReport } from './measure-attendance-report.ts';
import { measureBulk } from './measure-bulk.ts';
import { measureBursts } from './measure-bursts.ts';
import { measureBundles } from './measure-bundles.ts';
import { measureEventLists } from './measure-event-lists.ts';
import { measureExport } from './measure-export.ts';
import { measureFanOut } from './measure-fan-out.ts';
import { measureFilter } from './measure-filter.ts';
import { measureImport } from './measure-import.ts';
import { measureLargeFanOut } from './measure-large-fan-out.ts';
import { measureGroupImport, measureGroupImportSmall, measureLargeImport } from './measure-large-import.ts';
import { measureMailRate } from './measure-mail-rate.ts';
import { measureMillion } from './measure-million.ts';
import { measurePages } from './measure-pages.ts';
import { measureRegistration } from './measure-registration.ts';
import { measureSeats } from './measure-seats.ts';
import { measureStart } from './measure-start.ts';
import { measureSweep } from './measure-sweep.ts';
import { measureLargeWorkbooks, measureWorkbooks } from './measure-workbooks.ts';

/** Hands on each line as soon as it is known. */
const measurements: Record<string, () => AsyncIterable<BenchLine>> = {
  bundles: measureBundles,
  start: measureStart,
  registration: measureRegistration,
  pages: measurePages,
  import: measureImport,
  'attendance-report': measureAttendanceReport,
  export: measureExport,
  'export-xlsx': measureWorkbooks,
  filter: measureFilter,
  bulk: measureBulk,
  'fan-out': measureFanOut,
  'mail-rate': measureMailRate,
  seats: measureSeats,
  bursts: measureBursts,
  'sweep-50k': measureSweep,
  'events-50k': measureEventLists,
  'import-1m': measureLargeImport,
  'group-import-1m': measureGroupImport,
  'group-import-50k': measureGroupImportSmall,
  'people-1m': measureMillion,
  'export-xlsx-1m': measureLargeWorkbooks,
  'fan-out-20k': measureLargeFanOut,
};
const long = [
  'sweep-50k',
  'events-50k',
  'import-1m',
  'group-import-1m',
  'group-import-50k',
  'people-1m',
  'export-xlsx-1m',
  'fan-out-20k',
];

process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(
    `There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(measurements).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = asked.length > 0 ? asked : Object.keys(measurements).filter((name) => !long.includes(name));

console.log(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? ''}\n`,
);
console.log(tableHead);
let failed = false;
for (const name of chosen) {
  try {
    for await (const line of measurements[name]!()) {
      console.log(formatLine(line));
      failed ||= isBroken(line);
    }
  } catch (error) {
    failed = true;
    console.log(`${name}: not measured`, error);
  }
}
process.exit(failed ? 1 : 0);
