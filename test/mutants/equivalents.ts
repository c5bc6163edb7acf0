/** Changes that nobody can see, with the reason; they count neither way. */
interface Equivalent {
  file: string;
  /** As `npm run mutants` prints it. */
  what: string;
  because: string;
}

export const equivalents: Equivalent[] = [];
