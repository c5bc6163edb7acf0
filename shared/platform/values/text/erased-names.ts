/**
 * How to recognize a person who is being erased: whether a text names them, and whether an id in a channel does (any word
 * may be such an id).
 */
export interface ErasedNames {
  names: (text: string) => boolean;
  isTheirId: (text: string) => boolean;
}
