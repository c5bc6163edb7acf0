import * as z from 'zod';
import { GroupId } from '../../platform/values/ids.ts';
import { plainText } from '../../platform/values/text/plain-text.ts';

/** Groups that one person may be in: all of them are written in one transaction when the person goes. */
export const MOST_GROUPS = 50;

/** The error of a row in a file that would bring somebody into more groups than that. */
export const tooManyGroups = {
  code: 'too-many-groups',
  message: `A person can be in ${MOST_GROUPS} groups at most.`,
};

const MOST_FOLDED_BYTES = 800;

// Some single letters fold to eighteen; the folded name is part of a key of 1,024 bytes.
export const GroupName = plainText(100, 1).refine(
  (name) => Buffer.byteLength(foldGroupName(name)) <= MOST_FOLDED_BYTES,
  'is too long',
);

/** A named list of participants. */
export const Group = z.object({
  id: GroupId,
  name: GroupName,
  createdAt: z.string(),
  createdBy: z.string().optional(),
  version: z.number(),
});
export type Group = z.infer<typeof Group>;

/** Two names that differ only in case or Unicode form name one group. */
export function foldGroupName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
