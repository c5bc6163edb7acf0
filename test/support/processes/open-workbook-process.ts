import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { argv, stdout } from 'node:process';
import { openWorkbook } from '../../../shared/platform/xlsx/open-workbook.ts';
import { WorkbookFault } from '../../../shared/platform/xlsx/workbook-fault.ts';

// Reads a workbook in a process of its own, and tells how that went and what it took of the processor and of memory.
const file = await open(argv[2]!);
const { size } = await file.stat();
const begun = process.cpuUsage();
let outcome = 'read';
let message = '';
try {
  const workbook = await openWorkbook({
    size,
    read: (offset, bytes) => Promise.resolve(readRange(offset, bytes)),
  });
  for await (const rows of workbook.rows()) message = `row ${rows.at(-1)!.number}`;
  workbook.close();
} catch (error) {
  outcome = error instanceof WorkbookFault ? error.code : 'crashed';
  message = String(error);
}
// What a loaded machine takes longer for is no work of ours.
const { user, system } = process.cpuUsage(begun);
const cpuMs = (user + system) / 1000;
// resourceUsage would tell what the parent had taken when it forked.
const megabytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
stdout.write(JSON.stringify({ outcome, message, cpuMs, megabytes }));
await file.close();

async function* readRange(offset: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = offset; at < offset + bytes;) {
    const { bytesRead, buffer } = await file.read({
      buffer: Buffer.alloc(Math.min(64 * 1024, offset + bytes - at)),
      position: at,
    });
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
