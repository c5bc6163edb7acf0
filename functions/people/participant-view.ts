import type { ParticipantView } from './routes/participant-view.ts';
import { participantLabels } from '../../shared/people/domain/participant-labels.ts';
import { inviteType, type Participant } from '../../shared/people/domain/participant.ts';
import { personFieldNames } from '../../shared/person-fields/domain/person-field-names.ts';
import { profileLink } from '../../shared/people/domain/profile-link.ts';
import { participantStatus } from '../../shared/people/domain/wish.ts';
import { pick } from '../../shared/platform/values/pick.ts';
import { getGroups } from '../../shared/groups/table/group-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listVariables } from '../../shared/variables/table/variable-items.ts';

/** The groups and variables of the people that still exist for organizers. */
interface Shown {
  groups: { has: (id: string) => boolean };
  variables: Set<string>;
}

/** Participants as organizers see them; without groups and variables that were deleted and are still being cleared. */
export async function participantViews(table: Table, people: Participant[]): Promise<ParticipantView[]> {
  const named = people.flatMap((person) => [...(person.groups ?? [])]);
  const isAnyVariable = people.some((person) => person.variables !== undefined);
  const [groups, variables] = await Promise.all([
    named.length === 0 ? new Set<string>() : getGroups(table, named),
    isAnyVariable ? listVariables(table) : [],
  ]);
  const shown = { groups, variables: new Set(variables.map((variable) => variable.name)) };
  return people.map((person) => viewOf(person, shown));
}

/** One of them. */
export async function participantView(
  table: Table,
  person: Participant,
): Promise<ParticipantView | undefined> {
  const [view] = await participantViews(table, [person]);
  return view;
}

function viewOf(person: Participant, { groups, variables }: Shown): ParticipantView {
  const { id, source, utm, consent, firstSeenAt, lastSeenAt, createdAt, deletedAt } = person;
  return {
    id,
    ...pick(person, personFieldNames),
    profileUrl: profileLink(person),
    source,
    status: participantStatus(person),
    inviteType: inviteType(person),
    labels: participantLabels(person),
    groups: [...(person.groups ?? [])].filter((groupId) => groups.has(groupId)),
    variables: Object.fromEntries(
      Object.entries(person.variables ?? {}).filter(([name]) => variables.has(name)),
    ),
    utm: utm ?? {},
    ...{ consent, firstSeenAt, lastSeenAt, createdAt, deletedAt },
  };
}
