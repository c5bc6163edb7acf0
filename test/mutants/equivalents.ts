/** Changes that nobody can see, with the reason; they count neither way. */
interface Equivalent {
  file: string;
  /** As `npm run mutants` prints it. */
  what: string;
  because: string;
}

export const equivalents: Equivalent[] = [
  {
    file: 'shared/rules/domain/rule.ts',
    what: 'turn the condition round: a < b',
    because: 'Two objects are compared whose fields are brought into one order: any order will do.',
  },
  {
    file: 'shared/privacy/domain/erasure-matcher.ts',
    what: 'drop the statement: return false;',
    because: 'Without channels, or without ids, what follows finds nothing either; it is only slower.',
  },
  {
    file: 'shared/people/domain/merge-people.ts',
    what: '> to >=: one > other',
    because: 'Of two instants that are the same, either is the later.',
  },
  {
    file: 'shared/people/domain/move-address.ts',
    what: '< to <=: one < other',
    because: 'Of two instants that are the same, either is the earlier.',
  },
  {
    file: 'shared/privacy/domain/retention.ts',
    what: '> to >=: at > last',
    because: 'Of two instants that are the same, either is the later.',
  },
  {
    file: 'shared/exports/domain/delimiter-for.ts',
    what: 'change the number: 1.5',
    because: 'Any number with a fraction shows the sign before it.',
  },
  {
    file: 'shared/filters/domain/check-filter.ts',
    what: 'leave out .filter: parts.filter((part) => part !== undefined)',
    because: 'Where a part is missing there are errors, which are the answer: only the types do not know.',
  },
  {
    file: 'shared/mail/render/session-change-mail.ts',
    what: 'leave out the other: length ?? 0',
    because: 'The words of a length are put into texts only where there is a length.',
  },
  {
    file: 'shared/pages/layout.ts',
    what: "change the text: \"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewB...",
    because:
      'The picture in the browser’s tab is looked at by people, and shows the same with a letter behind its end.',
  },
  {
    file: 'shared/events/domain/form-condition.ts',
    what: '> to >=: place > index',
    because: 'A question that names itself was refused before.',
  },
  {
    file: 'shared/people/domain/participant-labels.ts',
    what: 'leave out the other: person.optedOutEvents?.size ?? 0',
    because: 'No number is more than 0 either.',
  },
  {
    file: 'shared/pages/registration-page.ts',
    what: 'leave out the other: value ?? []',
    because: 'No choice is called undefined.',
  },
  {
    file: 'shared/mail/usecases/registrant-mail.ts',
    what: 'leave out .filter: [participant.firstName, participant.lastName].filter(Boolean)',
    because: 'Blanks around a name are taken away where the mail is made.',
  },
  {
    file: 'shared/mail/table/mail-items.ts',
    what: 'leave out the other: $metadata.attempts ?? 1',
    because: 'The SDK always tells; only its types do not.',
  },
  {
    file: 'shared/mail/table/mail-count-items.ts',
    what: "&& to ||: column === 'sent' && wasUnknown(told.get(index))",
    because: 'What is counted as sent is what was unknown: for any other it changes nothing, and only costs.',
  },
];
