import type { Encoding } from '../values/csv-dialect.ts';

/** Words that are looked at. */
const MOST_WORDS = 3_000;
const WORD = /[^\s,;|"<>@()/\\=]+/gu;
const BEYOND_ASCII = /[^\0-\x7F]/u;

/** What stands in no word of any language: where it does, the bytes are of another encoding. */
const ODD: readonly RegExp[] = [
  // Control characters, and what no encoding has.
  /[\u0080-\u009F\uFFFD\p{Co}\p{Cn}]/u,
  // Signs of mathematics, money and typography beside a letter, or between two. Not €: people write `5€/kg`.
  /\p{L}[¦¨¯¸¬¤¶±¹¼½¾÷×ƒ†‡‰ˆ˜£¥¢§©®™]|[¦¨¯¸¬¤¶±¹³²¼½¾÷×ƒ†‡‰ˆ˜£¥¢§]\p{L}/u,
  /\p{L}[^\p{L}\p{M}\p{N}\p{ASCII}’‘´·ʼ‐‑–—\u00A0\u00AD\u200B-\u200F・々ー]\p{L}/u,
  /\p{L}\p{L}[ºª]|[ºª]\p{L}/u,
  /[\u2500-\u259F]|[\p{L}½]¿|[½¼¾][¹²³]|[®©][\p{L}»]|№\p{L}|\p{L}№|\p{L}{3}[¹²³](?!\p{L})/u,
  /[€…†‡‰‹›•™©®¤¦§±µ¶]\p{sc=Cyrillic}/u,
  // A dash within a word of small letters, and a rare capital that small letters follow.
  /\p{L}[–—]\p{Ll}|Ÿ\p{Ll}|\p{Lu}Œ\p{Ll}/u,
  // A capital behind a small letter, beyond ASCII (McDonald).
  /\p{Ll}(?![A-Z])\p{Lu}/u,
  // A Latin word without a plain letter.
  /(?<!\p{L})(?:(?![a-zA-Z])\p{sc=Latin}){4,40}(?!\p{L})/u,
  // Two scripts in one word.
  /\p{sc=Latin}[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Thai}\p{sc=Han}\p{sc=Hangul}\uFF61-\uFF9F]/u,
  /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Thai}\p{sc=Han}\p{sc=Hangul}\uFF61-\uFF9F]\p{sc=Latin}/u,
  /\p{sc=Cyrillic}\p{sc=Greek}|\p{sc=Greek}\p{sc=Cyrillic}/u,
  // No vowel, or a sign that none begins with.
  /(?<!\p{L})[ЬъЪь]\p{L}|(?<!\p{L})[бвгджзйјклмнпрстфхцчшщъьБВГДЖЗЙЈКЛМНПРСТФХЦЧШЩЪЬ]{4,40}(?!\p{L})/u,
  // `ў` follows a vowel.
  /(?<![аеёіоуыэюя’'ʼ])[ў]/iu,
  // No Cyrillic word has `й` behind a consonant but before `о` (Воробйов).
  /[бвгджзклмнпрстфхцчшщ]й(?!о)/iu,
  /[бвгджзклмнпрстфхцчшщБВГДЖЗКЛМНПРСТФХЦЧШЩ]{6}|…\p{L}/u,
  // Accents that end a Greek word or stand on capitals within it are found as capitals; two in one word are none.
  /[άέήίόύώ](?:(?![άέήίόύώ])\p{sc=Greek}){0,60}[άέήίόύώ]/u,
];

/** Letters of the West where none of its languages has them: Czech, Polish, Romanian and others, read as if they were. */
const ODD_IN_THE_WEST: readonly RegExp[] = [
  /[ìùÌ]\p{L}|iò\p{L}|\p{L}õ(?!\p{L})/u,
  /[èÈ][aeiouyáéíóúý]|íè/u,
  /ø[íáéìý]|[aeiou]ø[aeiouáíé]/u,
  /ñ(?![aeiouyáéíóúñü])/u,
  /iæ(?!\p{L})/u,
  /[œŒ][wmkpz]/u,
  /ã[bcdfghjklmpqrtvx]/u,
  // `ö` of old Macintoshes.
  /[bcdfghjklmnpqrstvwxz]š[bcdfghjklmnpqrtvwxz]/iu,
];

/**
 * The share, 0..1, of a text's words beyond ASCII that are words of no language: high when it was read in the wrong
 * encoding.
 */
export function oddWordShare(text: string, encoding: Encoding): number {
  const words = text
    .matchAll(WORD)
    .map(([word]) => word)
    .filter((word) => BEYOND_ASCII.test(word))
    .take(MOST_WORDS)
    .toArray();
  if (words.length === 0) return 0;
  if (encoding === 'windows-1252' && isHungarian(words)) return 1;
  const odd = [...ODD, ...(oddIn[encoding]?.(words) ?? [])];
  return words.filter((word) => odd.some((sign) => sign.test(word))).length / words.length;
}

const oddIn: Partial<Record<Encoding, (words: string[]) => RegExp[]>> = {
  'windows-1252': (words) => [...ODD_IN_THE_WEST, ...oddAlone(words)],
  'windows-1251': (words) => [...oddAmongRussian(words)],
};

const countIn = (words: string[]): ((some: RegExp) => number) => {
  const letters = words.join('');
  return (some) => letters.match(some)?.length ?? 0;
};

/**
 * The long `ő` and `ű` of Hungarian lie where the West has `õ` and `û`: one such letter tells, where the others are those of
 * Hungarian. French has no `á`, Portuguese has `õe` only, Estonian no accents.
 */
function isHungarian(words: string[]): boolean {
  const count = countIn(words);
  if (count(/[ãâçäêàèëïîôñøåæòìùÿÃÂÇÄÊÀÈËÏÎÔÑØÅÆ]/gu) > 0) return false;
  return (
    (count(/[õÕ](?!e)/gu) > 0 && count(/[áéíóúÁÉÍÓÚ]/gu) > 0) ||
    (count(/[ûÛ]/gu) > 0 && count(/[áíóúÁÍÓÚ]/gu) > 0)
  );
}

/** Letters of Serbian and Macedonian lie where old Macintoshes and DOS have the Russian capitals. */
function oddAmongRussian(words: string[]): RegExp[] {
  const isRussian = countIn(words)(/[ёйщъыьэюяЁЙЩЪЫЬЭЮЯ]/gu) > 0;
  return isRussian ? [/[ЂЃЉЊЌЋЏђѓљњќћџЅѕ]/u] : [];
}

/** Letters that some languages of the West have, but never without others: Icelandic, Portuguese, Estonian. */
function oddAlone(words: string[]): RegExp[] {
  const count = countIn(words);
  const most = count(/[çèëîòìàûñÇÈËÎÒÌÀÛÑ]/gu) === 0 ? 3 : 1;
  const isIcelandic = count(/[áíóúæÁÍÓÚÆ]/gu) * most >= count(/[ðþÐÞ]/gu);
  const isAccented = count(/[áíóúÁÍÓÚ]/gu) > 0;
  return [...(isIcelandic ? [] : [/[ðþÐÞ]/u]), ...(isAccented ? [] : [/[ýÝ]/u])];
}
