import { hash } from 'node:crypto';

/** A change that the counts of a key hold, as they remember it. */
export interface CountedChange {
  /** When it was written, by the table's clock: seconds since the epoch, rounded down. */
  at: number;
  /** 40 bits of the hash of the item that changed. */
  item: number;
  /** The last 48 bits of the stream record's sequence number. With the item it tells one change from every other. */
  sequence: number;
  /** What the item added to the counts before and after: a bit for each count. */
  before: number;
  after: number;
}

const BYTES = { at: 4, item: 5, sequence: 6, before: 1, after: 1 } as const;
const ENTRY_BYTES = 17;
const SEQUENCE_BITS = 48;

/** An item's sort key as counts remember it. Two of a million may share one; the sequence number tells their changes apart. */
export const itemNumber = (sortKey: string): number =>
  Number.parseInt(hash('sha256', sortKey).slice(0, BYTES.item * 2), 16);

/** The end of a sequence number, which is a decimal of up to 40 digits. */
export const sequenceNumber = (sequence: string): number =>
  Number(BigInt.asUintN(SEQUENCE_BITS, BigInt(sequence)));

/** One change in one word. */
export const changeName = ({ item, sequence }: Pick<CountedChange, 'item' | 'sequence'>): string =>
  `${item} ${sequence}`;

/** Whether a change of an item came after another of the same item. */
export function isLater(one: CountedChange, other: CountedChange): boolean {
  return one.at === other.at ? one.sequence > other.sequence : one.at > other.at;
}

/** The changes as the table keeps them, 17 bytes each. */
export function packChanges(changes: readonly CountedChange[]): Uint8Array {
  const bytes = Buffer.alloc(changes.length * ENTRY_BYTES);
  let place = 0;
  for (const { at, item, sequence, before, after } of changes) {
    place = bytes.writeUIntBE(at, place, BYTES.at);
    place = bytes.writeUIntBE(item, place, BYTES.item);
    place = bytes.writeUIntBE(sequence, place, BYTES.sequence);
    place = bytes.writeUIntBE(before, place, BYTES.before);
    place = bytes.writeUIntBE(after, place, BYTES.after);
  }
  return bytes;
}

/** The inverse. */
export function unpackChanges(packed: Uint8Array): CountedChange[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: Math.floor(bytes.length / ENTRY_BYTES) }, (_, index) => {
    let place = index * ENTRY_BYTES;
    const next = (length: number): number => {
      place += length;
      return bytes.readUIntBE(place - length, length);
    };
    return {
      at: next(BYTES.at),
      item: next(BYTES.item),
      sequence: next(BYTES.sequence),
      before: next(BYTES.before),
      after: next(BYTES.after),
    };
  });
}
