import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readDataFile } from '../state/read-data-file.ts';
import type { CaughtMail, Mailbox } from '../seams/ports.ts';

export interface MailStore extends Mailbox {
  /** Written to disk when it returns. */
  keep(mail: CaughtMail, raw: Uint8Array): void;
  /** How many mails came since the instant (ISO 8601). */
  countSince(at: string): number;
}

const caughtMail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: z.string(),
});

/** Keeps mails as `<id>.eml` with an index of JSON lines; `list` is newest first. */
export function openMailStore(directory: string): MailStore {
  mkdirSync(directory, { recursive: true });
  const index = join(directory, 'index.jsonl');
  const fileOf = (id: string): string => join(directory, `${id}.eml`);
  const mails = existsSync(index) ? readIndex(index) : [];
  return {
    keep(mail, raw) {
      writeFileSync(fileOf(mail.id), raw);
      appendFileSync(index, `${JSON.stringify(mail)}\n`);
      mails.push(mail);
    },
    countSince: (at) => mails.length - (mails.findLastIndex((mail) => mail.at < at) + 1),
    list: () => mails.toReversed(),
    raw: (id) => (mails.some((mail) => mail.id === id) ? readFileSync(fileOf(id)) : undefined),
    clear() {
      for (const mail of mails.splice(0)) rmSync(fileOf(mail.id), { force: true });
      rmSync(index, { force: true });
    },
  };
}

function readIndex(file: string): CaughtMail[] {
  return readDataFile(file, (text) => {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => caughtMail.parse(JSON.parse(line)));
  });
}
