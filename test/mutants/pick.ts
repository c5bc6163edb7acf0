/** So many of them, spread as the seed says. */
export function pick<T>(all: T[], count: number, seed: number): T[] {
  if (count >= all.length) return all;
  const rest = all.map((one, place) => ({ one, place }));
  const taken: typeof rest = [];
  // Spread out, so that neighbours choose differently from the first on.
  for (let state = Math.imul(seed, 0x9e_37_79_b1) >>> 0; taken.length < count;) {
    // Numerical Recipes' generator: any will do that gives the same every time.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return taken.sort((a, b) => a.place - b.place).map(({ one }) => one);
}
