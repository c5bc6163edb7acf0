import { withoutLast } from '../../platform/values/without-last.ts';

/** An entry of a bare list: an address or identifier, and the name that stood before it in a mail's `To` line. */
export interface ListEntry {
  id: string;
  name: string;
}

/** Longer entries are none; they are cut, and fail as rows. */
const ENTRY_SHOWN = 1_000;
/** As far as this from the end of a piece of text, what follows may still change how it is read. */
const UNDECIDED = 1_000;
/** An entry without an end would grow until the memory is full. */
const MOST_REST = 16_000;
const NAME_LENGTH = 200;

const CHANNEL_BREAK = /[\r\n,;|\t]+/u;
/** Quoted names, addresses in brackets, what ends an entry, and the rest. */
const TOKEN = /"(?:[^"\\\r\n]|\\.){0,200}"|<[^<>\r\n]{0,320}>|[\r\n,;|\t]+|[^\r\n,;|\t"<]+|["<]/gu;
/** Addresses between blanks before a name: `a@x.example b@x.example Bo <bo@x.example>`. */
const BEFORE_NAME = /^(?<before>(?:\s*[^\s@"'()]+@[^\s@"'()]+(?=\s|$))*)(?<name>.*)$/su;
const NAMED = /^(?<name>[^<]*)<(?<id>[^<>]*)>$/u;

/**
 * Cuts a piece of a list into entries; `rest` is to be put before the next piece. Addresses lie between blanks, commas,
 * semicolons, bars or lines, and may have names as mail programs copy them (`"Bo, Co" <bo@example.com>`). Identifiers of
 * a channel may hold blanks (`+49 171 1234567`).
 */
export function cutList(
  text: string,
  how: { inChannel: boolean; isLast: boolean },
): { entries: ListEntry[]; rest: string } {
  return how.inChannel ? cutIdentifiers(text, how.isLast) : cutAddresses(text, how.isLast);
}

function cutIdentifiers(text: string, isLast: boolean): { entries: ListEntry[]; rest: string } {
  const parts = text.split(CHANNEL_BREAK);
  const rest = isLast ? '' : (parts.pop() ?? '').slice(0, ENTRY_SHOWN);
  return { entries: parts.flatMap(bareEntry), rest };
}

interface Piece {
  text: string;
  end: number;
  /** Only a comma stands behind it, which may be one within a name. */
  beforeComma: boolean;
}

function cutAddresses(text: string, isLast: boolean): { entries: ListEntry[]; rest: string } {
  const decided = isLast ? text.length : text.length - UNDECIDED;
  const entries: ListEntry[] = [];
  let done = 0;
  let held: Piece[] = [];
  const flush = () => {
    entries.push(...held.flatMap((piece) => entriesIn(piece.text)));
    held = [];
  };
  for (const piece of piecesOf(text)) {
    if (piece.end > decided) break;
    const isNamed = /<[^<>@]*@[^<>]*>/u.test(piece.text);
    if (isNamed) {
      const name = held.map((one) => `${one.text.trim()}, `).join('');
      held = [{ ...piece, text: name + piece.text.trim() }];
      flush();
    } else {
      held.push(piece);
      const couldBeName = piece.beforeComma && !/[@<]/u.test(piece.text);
      if (!couldBeName || held.length > 2 || piece.text.length > NAME_LENGTH) flush();
    }
    if (held.length === 0) done = piece.end;
  }
  if (isLast) {
    flush();
    return { entries, rest: '' };
  }
  const rest = text.slice(done);
  if (rest.length <= MOST_REST) return { entries, rest };
  const to = endOfLastAddress(rest.slice(0, -UNDECIDED));
  if (to === 0) return { entries, rest: rest.slice(0, UNDECIDED) };
  return { entries: [...entries, ...entriesIn(rest.slice(0, to))], rest: rest.slice(to) };
}

/** Where the last address that has ended ends, in a long line of addresses between blanks; 0 without one. */
function endOfLastAddress(text: string): number {
  const ended = text.split(/(?<=\s)/u).slice(0, -1);
  const last = ended.findLastIndex((word) => word.includes('@'));
  return ended.slice(0, last === -1 ? undefined : last + 1).join('').length;
}

function* piecesOf(text: string): Generator<Piece> {
  let piece = '';
  for (const token of text.matchAll(TOKEN)) {
    const [read] = token;
    if (!/^[\r\n,;|\t]/u.test(read)) {
      piece += read;
      continue;
    }
    yield { text: piece, end: token.index + read.length, beforeComma: read === ',' };
    piece = '';
  }
  yield { text: piece, end: text.length, beforeComma: false };
}

function entriesIn(text: string): ListEntry[] {
  const named = NAMED.exec(text.trim())?.groups;
  if (!named) return text.split(/\s+/u).flatMap(bareEntry);
  const id = (named['id'] ?? '').trim().replace(/^mailto:/iu, '');
  const { before = '', name: written = '' } = BEFORE_NAME.exec(named['name'] ?? '')?.groups ?? {};
  const name = plainName(written);
  const others = before.split(/\s+/u).filter((other) => other !== id);
  const own = id === '' ? bareEntry(name) : [{ id: id.slice(0, ENTRY_SHOWN), name: name === id ? '' : name }];
  return [...others.flatMap(bareEntry), ...own];
}

/** A name without the quotes around it. */
function plainName(text: string): string {
  const bare = /^(["'])(?<inner>.*)\1$/u.exec(text.trim())?.groups?.['inner'] ?? text;
  return bare
    .replace(/\\(["\\])/gu, '$1')
    .trim()
    .slice(0, NAME_LENGTH);
}

/** An entry without quotes or angle brackets around it. */
function bareEntry(entry: string): ListEntry[] {
  const id = withoutLast(entry.trim().replace(/^["'<]+/u, ''), `">'`).slice(0, ENTRY_SHOWN);
  return id === '' ? [] : [{ id, name: '' }];
}
