/** Headers of every page. `embeddable` (/e/ only) lets any site frame it; `formTargets` are further origins a form's answer may lead to (the event's thankYouUrl). */
export function pageHeaders(options: {
  embeddable: boolean;
  formTargets?: readonly string[];
}): Record<string, string> {
  throw new Error(String(options.embeddable));
}
