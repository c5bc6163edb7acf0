import type { Participant } from './participant.ts';

/** What deleting somebody softly changes. Their own set of groups waits for their being restored; the groups forget them. */
export const deletion = ({ groups }: Participant, by: string, at: string) => ({
  patch: { set: { deletedAt: at, deletedBy: by } },
  leave: [...(groups ?? [])],
});

/** What restoring somebody changes. `groupIds`: those of their groups that still exist. */
export const restoration = (groupIds: string[]) => ({
  patch: {
    ...(groupIds.length > 0 && { set: { groups: new Set(groupIds) } }),
    remove: ['deletedAt', 'deletedBy', ...(groupIds.length > 0 ? [] : ['groups'])],
  },
  join: groupIds,
});
