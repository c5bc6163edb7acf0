import type { Participant } from './participant.ts';

/** Short labels that lists show at a person. Several may apply, unlike the status. */
export type ParticipantLabel = (typeof labels)[number];

const labels = [
  'self-registered',
  'imported',
  'added-by-hand',
  'added-by-api',
  'attended',
  'no-email',
  'unsubscribed',
  'unsubscribed-from-events',
  'bounced',
  'complained',
  'blocked',
  'deleted',
] as const;

export const isParticipantLabel = (text: string): boolean => labels.some((label) => label === text);

const bySource: Record<Participant['source'], ParticipantLabel> = {
  'self-registration': 'self-registered',
  import: 'imported',
  manual: 'added-by-hand',
  api: 'added-by-api',
  'attendance-report': 'attended',
};

/** The labels of a person: first where they come from, then what keeps mail from them. */
export function participantLabels(person: Participant): ParticipantLabel[] {
  return [
    bySource[person.source],
    ...when(person.email === undefined, 'no-email'),
    ...when(person.deletedAt !== undefined, 'deleted'),
    ...when(person.blockedAt !== undefined, 'blocked'),
    ...when(person.complainedAt !== undefined, 'complained'),
    ...when(person.bouncedAt !== undefined, 'bounced'),
    ...when(person.optedOutAt !== undefined, 'unsubscribed'),
    ...when((person.optedOutEvents?.size ?? 0) > 0, 'unsubscribed-from-events'),
  ];
}

const when = (holds: boolean, label: ParticipantLabel): ParticipantLabel[] => (holds ? [label] : []);
