import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What organizers do to one person. */
export const personActRoutes = organizerRoutes('Participants', {
  'POST /v1/participants': {
    id: 'createParticipant',
    summary: 'Enter a person',
    permission: 'people:write',
  },
  'PATCH /v1/participants/{participantId}': {
    id: 'changeParticipant',
    summary: 'Change a person',
    details:
      'What is left out stays, null takes a value away. With `merge: true` the address may be somebody else’s, who becomes part of this person.',
    permission: 'people:write',
    furtherPermissions: 'people:merge, with `merge: true`.',
  },
  'DELETE /v1/participants/{participantId}': {
    id: 'deleteParticipant',
    summary: 'Delete a person',
    details: 'They can be restored for 30 days.',
    permission: 'people:delete',
  },
  'POST /v1/participants/{participantId}/restore': {
    id: 'restoreParticipant',
    summary: 'Restore a person who was deleted',
    permission: 'people:delete',
  },
  'POST /v1/participants/{participantId}/block': {
    id: 'blockParticipant',
    summary: 'Put a person on the black list',
    permission: 'people:block',
  },
  'POST /v1/participants/{participantId}/unblock': {
    id: 'unblockParticipant',
    summary: 'Take a person off the black list',
    permission: 'people:block',
  },
  'POST /v1/participants/unblock': {
    id: 'unblockIdentity',
    summary: 'Take an address or an id in a channel off the black list',
    details: 'Also that of somebody who was erased.',
    permission: 'people:block',
  },
  'POST /v1/participants/{participantId}/release-address': {
    id: 'releaseAddress',
    summary: 'Release a former address of a person',
    details: 'Whoever comes with it next is somebody of their own.',
    permission: 'people:release',
  },
  'POST /v1/participants/{participantId}/merge': {
    id: 'mergeParticipant',
    summary: 'Make a person part of another',
    details: 'The answer is the other one, and the job that moves what belonged to the first.',
    permission: 'people:merge',
    furtherPermissions: 'people:block, when one of the two is on the black list and the other is not.',
  },
});
