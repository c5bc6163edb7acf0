import { decodeEscapes } from './cell-text.ts';
import { scanXml } from './scan-xml.ts';
import { suspicious, tooLarge } from './workbook-fault.ts';

/** A cell's most characters, as Excel has it. */
export const MOST_CHARACTERS = 32_767;
/** All texts together: a million rows with four texts each, none like another, come to about 100 MB. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Empty ones take no bytes of their own, but a place each. */
const MOST_TEXTS = 10_000_000;
const BLOCK_BYTES = 1024 * 1024;

/** Texts by number, kept as bytes: as many strings of their own take four times as much memory. */
export class TextTable {
  readonly #blocks: Buffer[] = [];
  #block = Buffer.alloc(0);
  #used = 0;
  #starts = new Uint32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(text: string): void {
    if (this.#count === MOST_TEXTS) throw tooLarge(`it has more than ${MOST_TEXTS} different texts`);
    const bytes = Buffer.byteLength(text);
    if (this.#used + bytes > this.#block.length) {
      this.#block = Buffer.alloc(Math.max(BLOCK_BYTES, bytes));
      this.#blocks.push(this.#block);
      this.#used = 0;
      if (this.#blocks.length * BLOCK_BYTES > MOST_BYTES)
        throw tooLarge('its texts come to more than 256 MB');
    }
    if (this.#count * 3 + 3 > this.#starts.length) {
      const longer = new Uint32Array(this.#starts.length * 2);
      longer.set(this.#starts);
      this.#starts = longer;
    }
    this.#block.write(text, this.#used);
    this.#starts.set([this.#blocks.length - 1, this.#used, bytes], this.#count * 3);
    this.#used += bytes;
    this.#count += 1;
  }

  /** Undefined: there is no text of that number. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const [block = 0, start = 0, bytes = 0] = this.#starts.subarray(index * 3, index * 3 + 3);
    return bytes === 0 ? '' : this.#blocks[block]?.toString('utf8', start, start + bytes);
  }
}

/** Reads the texts that cells point to; of rich text its words, without the readings of Asian signs. */
export async function readStrings(bytes: AsyncIterable<Uint8Array>): Promise<TextTable> {
  const table = new TextTable();
  let text = '';
  let inText = false;
  let inReading = false;
  await scanXml(bytes, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'si') table.add(decodeEscapes(text));
    },
    text: (piece) => {
      if (!inText) return;
      text += piece;
      if (text.length > MOST_CHARACTERS)
        throw suspicious(`a cell has more than ${MOST_CHARACTERS} characters`);
    },
  });
  return table;
}
