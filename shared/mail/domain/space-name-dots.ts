/** Words that are written with a dot before a name. */
const titles = new Set(
  (
    'dr prof mr mrs ms mx sr sra srta jr st ste mag ing dipl hr hrn fr mme mlle mgr lic doc univ rev hon med phil jur rer nat habil ' +
    'capt col gen maj sgt lt cmdr md mohd muhd fam dott avv arch rag geom sig don dña dra dn др доц проф акад канд инж гр тов ген полк кап св'
  ).split(' '),
);
/** Titles that people write in lower case, with a name in lower case after them. */
const smallTitles = new Set(['dr', 'prof', 'др', 'проф']);
const particles = new Set(
  'de van von der den di da del della du la le ter ten el al bin ибн фон де'.split(' '),
);
/** Endings of host names that look like one after a single letter or a title. */
const hostEndings = new Set(
  (
    'com net org info biz io co me ru de fr uk us eu cc tv ly gg app dev xyz top site shop store club vip bet win link click live pro ' +
    'рф su by ua kz cn in it es pl nl at ch онлайн сайт рус'
  ).split(' '),
);

/**
 * Puts a blank after each dot that is part of a name, such as `И.И.Иванов`, `Dr.Müller` or `A.de Groot`: what then still
 * has a dot between two words looks like a host name.
 */
export function spaceNameDots(text: string): string {
  return text.replaceAll(/\./g, (dot, at: number) =>
    isNameDot(text.slice(0, at), text.slice(at + 1)) ? '. ' : dot,
  );
}

function isNameDot(before: string, after: string): boolean {
  const word = /(?:^|[^\p{L}\p{M}\p{N}])([\p{L}\p{M}]+)$/u.exec(before)?.[1];
  const next = /^[\p{L}\p{M}]+/u.exec(after)?.[0] ?? '';
  const rest = after.slice(next.length);
  if (word === undefined || next === '' || /^[/:@\p{N}_]/u.test(rest)) return false;
  const isInitial = /^\p{L}\p{M}*$/u.test(word);
  const title = word.toLowerCase();
  if (!isInitial && !titles.has(title)) return false;
  if (particles.has(next.toLowerCase()) && /^\p{Lu}/u.test(word) && /^\s+\p{Lu}/u.test(rest)) return true;
  if (hostEndings.has(next.toLowerCase())) return false;
  if (!isInitial && titles.has(next.toLowerCase())) return true;
  return /^\p{Lu}/u.test(next) || (smallTitles.has(title) && next.length > 3);
}
