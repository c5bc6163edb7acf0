import { foldForSearch } from '../../platform/values/text/fold-text.ts';

/** Finds titles in which each word of a text occurs, also inside of a word, however it is written. */
export function titleSearch(text: string): (title: string) => boolean {
  const words = foldForSearch(text).split(' ');
  return (title) => {
    const folded = foldForSearch(title);
    return words.every((word) => folded.includes(word));
  };
}
