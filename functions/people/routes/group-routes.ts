import * as z from 'zod';
import { GroupName } from '../../../shared/groups/domain/group.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const id = 'grp_019a0b1c2d3e4f5061728394a5b6c7d8';

export const GroupDraft = named('GroupDraft', z.strictObject({ name: GroupName }), { name: 'Gardeners' });

export const GroupView = named(
  'Group',
  z.object({ id: z.string(), name: z.string(), members: z.number(), createdAt: z.string() }),
  { id, name: 'Gardeners', members: 12, createdAt: '2027-03-01T09:00:00.000Z' },
);
export type GroupView = z.infer<typeof GroupView>;

const DeletedGroup = named(
  'DeletedGroup',
  z.object({
    id: z.string(),
    name: z.string(),
    deleted: z.literal(true),
    /** The job that takes it out of its members. */
    jobId: z.string(),
  }),
  { id, name: 'Gardeners', deleted: true, jobId: 'blk_019a0b1c2d3e4f5061728394a5b6c7d8' },
);

/** Named lists of participants. */
export const groupRoutes = organizerRoutes('Groups', {
  'GET /v1/groups': {
    id: 'listGroups',
    summary: 'List groups, newest first',
    permission: 'people:read',
    query: Paging,
    answers: { 200: pageOf(GroupView) },
  },
  'POST /v1/groups': {
    id: 'createGroup',
    summary: 'Create a group',
    permission: 'people:write',
    body: GroupDraft,
    answers: { 201: GroupView },
    answerHeaders: ['etag', 'location'],
    problems: ['conflict'],
  },
  'GET /v1/groups/{groupId}': {
    id: 'getGroup',
    summary: 'Show a group',
    permission: 'people:read',
    answers: { 200: GroupView },
    answerHeaders: ['etag'],
  },
  'PATCH /v1/groups/{groupId}': {
    id: 'renameGroup',
    summary: 'Rename a group',
    permission: 'people:write',
    headers: ['if-match'],
    body: GroupDraft,
    answers: { 200: GroupView },
    answerHeaders: ['etag'],
  },
  'DELETE /v1/groups/{groupId}': {
    id: 'deleteGroup',
    summary: 'Delete a group',
    details: 'It is gone at once; a job takes it out of its members. The members stay.',
    permission: 'people:write',
    headers: ['if-match'],
    answers: { 200: DeletedGroup },
  },
});
