import { createHash } from 'node:crypto';

/** Puts what differs from run to run into words that stay: the same value is the same word in all answers. */
export interface Normaliser {
  /** Gives a value a word of its own; else it gets a number in the order of appearance. */
  name(value: string, word: string): void;
  /** A text with everything replaced that no two runs share. */
  text(text: string): string;
  /** Addresses that stand for this run's servers, by their word. */
  place(origin: string, word: string): void;
}

/** Instants this close after the clock was set are called "now": nobody knows on which second a request is served. */
const NOW_MS = 45 * 60_000;
const ID = /(?<![0-9a-z])(?:([a-z]{3})_)?([0-9a-f]{32})(?![0-9a-f])/g;
const ACT = /(?<![\w.-])[0-9a-f]{16}(?![0-9a-f])/g;
/** The moment in the id of what a robot sent. */
const SENT = /([0-9a-f]{32}-[0-9a-f]{32}-)\d{13}\b/g;
const INSTANT = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const GIVEN_TOKEN = /("token": ?")([\w-]{20,})/g;
const MEMO = /("memo": ?"|data-token=")[\w-]{20,}/g;
const TOKEN = /(\/[jucn]\/)([\w-]{20,}(?:\.[\w-]+)*)/g;
const PLACE = /(\/w\/)([\w-]{20,})/g;
/** In the same mails as others: numbered, they would move the numbers of all that follow. */
const PLACE_TOKEN = /(\/[ri]\/)[\w-]{20,}/g;
const SECRET = /whsec_[A-Za-z0-9+/=]+/g;
const CURSOR = /("cursor": ?"|[?&]cursor=)([\w.~-]{8,})/g;
const PREVIOUS = /("previous": ?")[\w.~-]{8,}/g;
const SIGNED = /(X-Amz-(?:Credential|Date|Signature|Security-Token)=)[^&"\s]+/gi;
/** Moments at which the machine got round to something: only their hour is known beforehand. */
const MOMENT =
  /("(?:at|\w*(?:created|started|finished|reverted|switchedOff|moved|timed|deleted|seen|changed)At|since|disabledSince|secretRotatesUntil|\w+Before)": ?")(20\d\d-\d\d-\d\dT\d\d):\d\d:\d\d(?:\.\d+)?Z/gi;
const WRITTEN_MOMENT = /(\d\d\.\d\d\.20\d\d \d\d):\d\d:\d\d/g;
/** How long something took, and how many items a walk through parts at once happened to read. */
const MEASURED = /("(?:durationMs|looked|medianSeconds|worstSeconds)": ?)\d+/g;
/** What is left until a session starts, to the second. */
const COUNTDOWN = /(data-starts-in="|data-unit="\w+"[^>]*><b>)\d+/g;

/** `clocks` tells the instants that the clock was set to, so far. */
export function createNormaliser(clocks: () => number[]): Normaliser {
  const words = new Map<string, string>();
  const counts = new Map<string, number>();
  const places = new Map<string, string>();
  const wordOf = (kind: string, value: string): string => {
    const known = words.get(value);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    words.set(value, `${kind}_${count}`);
    return `${kind}_${count}`;
  };
  const idWord = (whole: string, prefix = 'id', digits: string): string =>
    /^0+$/.test(digits) ? (whole.includes('_') ? `${prefix}_0` : 'id_0') : wordOf(prefix, digits);
  const instantWord = (text: string): string => {
    const at = Date.parse(text);
    const index = clocks().findLastIndex((set) => at >= set && at < set + NOW_MS);
    return index < 0 ? text : `<now ${index + 1}>`;
  };
  const momentWord = (whole: string, before: string, hour: string): string => {
    const text = whole.slice(before.length);
    const word = instantWord(text);
    return before + (word === text ? `${hour}:…` : word);
  };
  return {
    name: (value, word) => {
      const [, prefix, digits] = /^(?:([a-z]{3})_)?([0-9a-f]{32})$/.exec(value) ?? [];
      const key = digits ?? value;
      if (!words.has(key)) words.set(key, prefix === undefined ? word : `${prefix}_${word}`);
    },
    place: (origin, word) => places.set(origin, word),
    text: (text) => {
      let told = text;
      for (const [origin, word] of places) told = told.replaceAll(origin, word);
      return told
        .replace(CURSOR, (_, before: string, value: string) => before + wordOf('cursor', value))
        .replace(TOKEN, (_, before: string, value: string) => before + wordOf('token', value))
        .replace(PLACE, (_, before: string, value: string) => before + wordOf('place', value))
        .replace(PLACE_TOKEN, '$1a-token')
        .replace(GIVEN_TOKEN, (_, before: string, value: string) => before + wordOf('token', value))
        .replace(MEMO, '$1a-memo')
        .replace(SECRET, (value) => wordOf('secret', value))
        .replace(SIGNED, '$1…')
        .replace(PREVIOUS, '$1…')
        .replace(SENT, '$1…')
        .replace(ID, idWord)
        .replace(ACT, (value) => wordOf('act', value))
        .replace(MOMENT, (whole, before: string, hour: string) => momentWord(whole, before, hour))
        .replace(INSTANT, instantWord)
        .replace(WRITTEN_MOMENT, '$1:…')
        .replace(MEASURED, '$1"…"')
        .replace(COUNTDOWN, '$1…');
    },
  };
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Of the connection, not of the answer. */
const ignored = /^(date|connection|keep-alive|transfer-encoding|content-length|x-amz-|last-modified|server)/;

/** An answer as it is recorded: JSON as it stands, of a page what is read on it and a hash of the whole. */
export async function recordedAnswer(response: Response, normaliser: Normaliser): Promise<Answer> {
  const headers = Object.fromEntries(
    [...response.headers]
      .filter(([name]) => !ignored.test(name))
      .map(([name, value]) => [name, normaliser.text(value)]),
  );
  // A mark at the beginning belongs to what a file is.
  const read = new TextDecoder('utf-8', { ignoreBOM: true });
  const body = normaliser.text(read.decode(await response.arrayBuffer()));
  const type = response.headers.get('content-type') ?? '';
  // The version of a file is a hash of a text with ids in it.
  if (!/json|html/.test(type)) delete headers['etag'];
  return { status: response.status, headers, body: bodyOf(type, body) };
}

function bodyOf(type: string, body: string): unknown {
  if (/json/.test(type) && body !== '') return JSON.parse(body) as unknown;
  if (/html/.test(type)) return { says: readableText(body), sha256: hashOf(body) };
  return body.includes('\n') ? body.split('\n') : body;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What stands on a page, line by line, with its links and fields. */
function readableText(html: string): string[] {
  return html
    .replace(/<(style|script)\b.*?<\/\1>/gs, '')
    .replace(
      /<(?:a|form|input|select|option|button|textarea)\b[^>]*?\b(?:href|action|name|value)="[^>]*>/g,
      (tag) => {
        const told = [...tag.matchAll(/\b(href|action|name|value)="([^"]*)"/g)].map(([pair]) => pair);
        return `\n[${told.join(' ')}] `;
      },
    )
    .replace(/<[^>]+>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
