/** An entry is four words of 32 bits: three of the id, and the line. */
const WORDS = 4;
const FIRST_PLACES = 1024;
/** Beyond these (64 MB) no more ids are remembered: a later row about the same person then counts as their first. */
const MOST_IDS = 3_000_000;

/**
 * Remembers which line of a file named a person first, by their ids. The table cannot tell: a row that changes nothing is
 * not written, and leaves no mark there.
 */
export class NamedPeople {
  #places = new Uint32Array(FIRST_PLACES * WORDS);
  #count = 0;

  /** The first line that named one of these ids; undefined: none did. */
  lineOf(ids: string[]): number | undefined {
    const lines = ids.flatMap((id) => {
      const line = this.#places[this.#placeOf(wordsOf(id)) + 3] ?? 0;
      return line === 0 ? [] : [line];
    });
    return lines.length === 0 ? undefined : Math.min(...lines);
  }

  /** Notes that the line named these ids; an earlier line stays noted. */
  add(ids: string[], line: number): void {
    for (const id of ids) {
      if (this.#count >= MOST_IDS) return;
      const words = wordsOf(id);
      const at = this.#placeOf(words);
      const known = this.#places[at + 3] ?? 0;
      if (known !== 0 && known <= line) continue;
      this.#places.set([...words, line], at);
      if (known !== 0) continue;
      this.#count += 1;
      if (this.#count * WORDS > this.#places.length * 0.75) this.#grow();
    }
  }

  /** The position of the entry with these words, or of the free one that they would take. */
  #placeOf([first, second, third]: Words): number {
    const places = this.#places;
    let at = (first % (places.length / WORDS)) * WORDS;
    while (
      places[at + 3] !== 0 &&
      !(places[at] === first && places[at + 1] === second && places[at + 2] === third)
    )
      at = (at + WORDS) % places.length;
    return at;
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const [first = 0, second = 0, third = 0, line = 0] = old.subarray(at, at + WORDS);
      if (line !== 0) this.#places.set([first, second, third, line], this.#placeOf([first, second, third]));
    }
  }
}

type Words = [number, number, number];

/** The last 96 bits of an id: ids are hashes, so these are as good as any. */
function wordsOf(id: string): Words {
  const hash = id.slice(-24);
  const word = (from: number): number => Number.parseInt(hash.slice(from, from + 8), 16) >>> 0;
  return [word(0), word(8), word(16)];
}
