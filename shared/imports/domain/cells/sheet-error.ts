/** What spreadsheet programs write where a formula failed: Excel in English, German, French and Russian, and Google's. */
const errors = new Set(
  '#null! #div/0! #value! #ref! #name? #num! #n/a #spill! #calc! #error! #nv #bezug! #wert! #zahl! #valeur! #nom? #nombre! #nul! #н/д #ссылка! #знач! #имя? #число! #дел/0! #пусто!'.split(
    ' ',
  ),
);

/** Whether a cell holds what is left of a formula that failed: nothing that anybody said. */
export const isSheetError = (text: string): boolean => text.startsWith('#') && errors.has(text.toLowerCase());
