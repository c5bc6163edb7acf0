const moment = String.raw`\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{3}Z)?`;
const part = String.raw`[A-Za-z]\w*(?:\.[A-Za-z]\w*)?`;

/** As exports head it: the session's name and date, and what somebody did; an id where two sessions look the same. */
const byName = new RegExp(String.raw`, ${moment}: ${part}(?: \(ses_[0-9a-f]{32}\))?$`);
/** As exports once headed it: the field's own name. */
const byId = new RegExp(String.raw`^session:ses_[0-9a-f]{32}\.${part}$`);

/**
 * Whether this is a column of an export of ours that tells what people did about a session. It is for people to read: its
 * cells are no status, wish or field of a person, even where the session's name sounds like one.
 */
export const isSessionHeading = (name: string): boolean => byName.test(name.trim()) || byId.test(name.trim());
