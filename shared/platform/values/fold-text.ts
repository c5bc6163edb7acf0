/**
 * The form in which texts are compared: NFC, and neither case nor locale matters.
 * Upper case is the side to fold to: lower case depends on the place in the word (σ and ς) and keeps ß apart from ss.
 */
export function foldText(text: string): string {
  return text.normalize('NFC').trim().toUpperCase().normalize('NFC');
}

/** A phone number as it is compared: by its digits. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
