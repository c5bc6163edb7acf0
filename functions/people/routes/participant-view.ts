import * as z from 'zod';
import {
  ConsentProof,
  ContactDetails,
  InviteType,
  PersonDetails,
  Source,
  Utm,
} from '../../../shared/people/domain/participant.ts';
import { ParticipantStatus } from '../../../shared/people/domain/wish.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { VariableValue } from '../../../shared/variables/domain/variable.ts';

const shape = {
  id: z.string(),
  email: z.string().optional(),
  ...PersonDetails.shape,
  ...ContactDetails.shape,
  source: Source,
  status: ParticipantStatus,
  inviteType: InviteType,
  /** Short labels that lists show at a person; several may apply. */
  labels: z.array(z.string()),
  /** Ids of groups. */
  groups: z.array(z.string()),
  variables: z.record(z.string(), VariableValue),
  utm: Utm,
  consent: ConsentProof.optional(),
  firstSeenAt: z.string().optional(),
  lastSeenAt: z.string().optional(),
  createdAt: z.string(),
  deletedAt: z.string().optional(),
};

const ann = {
  id: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
  email: 'ann@example.com',
  firstName: 'Ann',
  lastName: 'Lee',
  source: 'self-registration',
  status: 'active',
  inviteType: 'email',
  labels: ['self-registered'],
  groups: ['grp_019a0b1c2d3e4f5061728394a5b6c7d8'],
  variables: { city: 'Ulm' },
  utm: { source: 'newsletter' },
  createdAt: '2027-03-01T09:00:00.000Z',
};

/** A participant as organizers see them. */
export const ParticipantView = named('Participant', z.object(shape), ann);
export type ParticipantView = z.infer<typeof ParticipantView>;

const mergeJobId = 'mrg_019a0b1c2d3e4f5061728394a5b6c7d8';

/** The same after a change that may have merged two people. */
export const ChangedParticipant = named(
  'ChangedParticipant',
  z.object({
    ...shape,
    /** The job that moves what belonged to the other one. */
    mergeJobId: z.string().optional(),
  }),
  { ...ann, mergeJobId },
);
export const MergedParticipant = named('MergedParticipant', z.object({ ...shape, mergeJobId: z.string() }), {
  ...ann,
  mergeJobId,
});
