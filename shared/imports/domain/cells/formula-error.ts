/** What spreadsheet programs show for a failed formula: Excel in English, German, French and Russian, and Google's. */
const errors = new Set(
  '#null! #div/0! #value! #ref! #name? #num! #n/a #spill! #calc! #error! #nv #bezug! #wert! #zahl! #valeur! #nom? #nombre! #nul! #н/д #ссылка! #знач! #имя? #число! #дел/0! #пусто!'.split(
    ' ',
  ),
);

/** Whether a cell holds the error of a failed formula, which is no value. */
export const isFormulaError = (text: string): boolean =>
  text.startsWith('#') && errors.has(text.toLowerCase());
