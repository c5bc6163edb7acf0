const moment = String.raw`\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{3}Z)?`;
const part = String.raw`[A-Za-z]\w*(?:\.[A-Za-z]\w*)?`;

/** The session's name and date, which it is told apart by from others that are called alike, and what somebody did. */
const byName = new RegExp(String.raw`, ${moment}: ${part}(?: \(ses_[0-9a-f]{32}\))?$`);
/** The same as it is asked for; exports were once headed so. */
const byId = new RegExp(String.raw`^session:ses_[0-9a-f]{32}\.${part}$`);

/**
 * Whether our exports wrote a column of what somebody did about a session. It is for people to read: whatever the session
 * is called, and whatever its form asks for, its cells are no status, wish or field of a person.
 */
export const isSessionHeading = (name: string): boolean => byName.test(name.trim()) || byId.test(name.trim());
