import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Named lists of participants. */
export const groupRoutes = organizerRoutes('Groups', {
  'GET /v1/groups': {
    id: 'listGroups',
    summary: 'List groups, newest first',
    permission: 'people:read',
  },
  'POST /v1/groups': {
    id: 'createGroup',
    summary: 'Create a group',
    permission: 'people:write',
  },
  'GET /v1/groups/{groupId}': {
    id: 'getGroup',
    summary: 'Show a group',
    permission: 'people:read',
  },
  'PATCH /v1/groups/{groupId}': {
    id: 'renameGroup',
    summary: 'Rename a group',
    permission: 'people:write',
  },
  'DELETE /v1/groups/{groupId}': {
    id: 'deleteGroup',
    summary: 'Delete a group',
    details: 'It is gone at once; a job takes it out of its members. The members stay.',
    permission: 'people:write',
  },
});
