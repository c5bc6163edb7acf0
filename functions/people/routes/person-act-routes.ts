import * as z from 'zod';
import { PersonChange, PersonDraft } from '../../../shared/people/domain/person-change.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { ParticipantId } from '../../../shared/platform/values/ids.ts';
import { ChangedParticipant, MergedParticipant, ParticipantView } from './participant-view.ts';

const MOST_TYPED = 1_000;
const typed = z.string().max(MOST_TYPED);

named('ParticipantDraft', PersonDraft, {
  email: 'ann@example.com',
  firstName: 'Ann',
  groups: ['grp_019a0b1c2d3e4f5061728394a5b6c7d8'],
  variables: { city: 'Ulm' },
});

/** A change of a person with their address. `merge`: the address may be somebody else's, who becomes part of them. */
export const PersonPatch = named(
  'ParticipantChange',
  PersonChange.extend({ email: typed.nullable().optional(), merge: z.boolean().optional() }),
  { lastName: 'Lee', phone: null, groups: { add: ['grp_019a0b1c2d3e4f5061728394a5b6c7d8'] } },
);

export const ReleasedAddress = named('ReleasedAddress', z.strictObject({ email: typed }), {
  email: 'ann@example.com',
});
export const NamedIdentity = named(
  'NamedIdentity',
  z.union([z.strictObject({ email: typed }), z.strictObject({ channel: typed, externalId: typed })], {
    error: 'Name an "email", or a "channel" and the "externalId" in it.',
  }),
  { email: 'ann@example.com' },
);
export const MergeBody = named('MergeInto', z.strictObject({ into: ParticipantId }), {
  into: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
});

/** Of somebody who was erased there is nothing to answer but that. */
const Unblocked = z.union([ParticipantView, z.object({ id: z.string(), status: z.literal('erased') })]);

/** Acts of organizers on one person. */
export const personActRoutes = organizerRoutes('Participants', {
  'POST /v1/participants': {
    id: 'createParticipant',
    summary: 'Enter a person',
    permission: 'people:write',
    body: PersonDraft,
    answers: { 201: ParticipantView },
    answerHeaders: ['etag', 'location'],
    problems: ['conflict'],
  },
  'PATCH /v1/participants/{participantId}': {
    id: 'changeParticipant',
    summary: 'Change a person',
    details:
      'What is left out stays, null takes a value away. With `merge: true` the address may be somebody else’s, who becomes part of this person.',
    permission: 'people:write',
    furtherPermissions: 'people:merge, with `merge: true`.',
    headers: ['if-match'],
    body: PersonPatch,
    answers: { 200: ChangedParticipant },
    answerHeaders: ['etag'],
    problems: ['forbidden'],
  },
  'DELETE /v1/participants/{participantId}': {
    id: 'deleteParticipant',
    summary: 'Delete a person',
    details: 'They can be restored for 30 days.',
    permission: 'people:delete',
    answers: { 200: ParticipantView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/participants/{participantId}/restore': {
    id: 'restoreParticipant',
    summary: 'Restore a person who was deleted',
    permission: 'people:delete',
    answers: { 200: ParticipantView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/participants/{participantId}/block': {
    id: 'blockParticipant',
    summary: 'Put a person on the black list',
    permission: 'people:block',
    answers: { 200: ParticipantView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/participants/{participantId}/unblock': {
    id: 'unblockParticipant',
    summary: 'Take a person off the black list',
    permission: 'people:block',
    answers: { 200: Unblocked },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/participants/unblock': {
    id: 'unblockIdentity',
    summary: 'Take an address or an id in a channel off the black list',
    details: 'Also that of somebody who was erased.',
    permission: 'people:block',
    body: NamedIdentity,
    answers: { 200: Unblocked },
    answerHeaders: ['etag'],
    problems: ['not-found', 'conflict'],
  },
  'POST /v1/participants/{participantId}/release-address': {
    id: 'releaseAddress',
    summary: 'Release a former address of a person',
    details: 'Whoever comes with it next is somebody of their own.',
    permission: 'people:release',
    body: ReleasedAddress,
    answers: { 200: ParticipantView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/participants/{participantId}/merge': {
    id: 'mergeParticipant',
    summary: 'Make a person part of another',
    details: 'The answer is the other one, and the job that moves what belonged to the first.',
    permission: 'people:merge',
    furtherPermissions: 'people:block, when one of the two is on the black list and the other is not.',
    headers: ['if-match'],
    body: MergeBody,
    answers: { 200: MergedParticipant },
    answerHeaders: ['etag'],
  },
});
