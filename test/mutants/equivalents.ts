/** Changes that nobody can see, with the reason; they count neither way. */
interface Equivalent {
  file: string;
  /** As `npm run mutants` prints it. */
  what: string;
  because: string;
}

export const equivalents: Equivalent[] = [
  {
    file: 'shared/rules/domain/rule.ts',
    what: 'turn the condition round: a < b',
    because: 'Two objects are compared whose fields are brought into one order: any order will do.',
  },
  {
    file: 'shared/privacy/domain/erasure-matcher.ts',
    what: 'drop the statement: return false;',
    because: 'Without channels, or without ids, what follows finds nothing either; it is only slower.',
  },
];
