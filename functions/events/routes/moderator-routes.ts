import * as z from 'zod';
import { GivenMember, GivenSpeaker, MOST_MODERATORS } from '../../../shared/moderators/domain/moderator.ts';
import { Instant, named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { SessionId } from '../../../shared/platform/values/ids.ts';

const id = 'mod_5f0c2d3e4f5061728394a5b6c7d8e9fa';
const person = { email: 'ann@example.org', name: 'Ann' };

const SpeakerView = named(
  'Speaker',
  z.object({
    id: z.string(),
    email: z.string(),
    name: z.string().optional(),
    /** Their own way in, with a moderator's rights. */
    joinUrl: z.url(),
    createdAt: Instant,
  }),
  { id, ...person, joinUrl: 'https://events.example.org/j/AVpt2fY', createdAt: '2027-03-01T09:00:00.000Z' },
);
const MemberView = named(
  'TeamMember',
  z.object({
    ...SpeakerView.shape,
    /** Of a member who moderates these sessions only. */
    sessionIds: z.array(SessionId).optional(),
  }),
  { id, ...person, joinUrl: 'https://events.example.org/j/AVpt2fY', createdAt: '2027-03-01T09:00:00.000Z' },
);
export type MemberView = z.infer<typeof MemberView>;

/** The whole team of an event. */
export const TeamRequest = named(
  'TeamRequest',
  z.strictObject({ members: z.array(GivenMember).max(MOST_MODERATORS) }),
  { members: [person] },
);
/** All speakers of a session. */
export const SpeakersRequest = named(
  'SpeakersRequest',
  z.strictObject({ speakers: z.array(GivenSpeaker).max(MOST_MODERATORS) }),
  { speakers: [person] },
);

const TeamView = named('Team', z.object({ members: z.array(MemberView) }), { members: [] });
const SpeakersView = named('Speakers', z.object({ speakers: z.array(SpeakerView) }), { speakers: [] });

const whole =
  'The list is set whole: who is new gets an own link by mail, who is named again keeps theirs, and the links of those who are not named any more stop. They are told when a session is moved or cancelled, and are never counted as registrations or attendance. ';

/** Who moderates. */
export const moderatorRoutes = organizerRoutes('Team and speakers', {
  'GET /v1/events/{eventId}/team': {
    id: 'getTeam',
    summary: "An event's team, with the ways in",
    permission: 'events:write',
    answers: { 200: TeamView },
  },
  'PUT /v1/events/{eventId}/team': {
    id: 'setTeam',
    summary: "Set an event's team",
    details: `${whole}With \`sessionIds\` somebody moderates these sessions only, else all of them, later ones too.`,
    permission: 'events:write',
    body: TeamRequest,
    answers: { 200: TeamView },
    problems: ['conflict'],
  },
  'GET /v1/sessions/{sessionId}/speakers': {
    id: 'getSpeakers',
    summary: "A session's speakers, with the ways in",
    permission: 'events:write',
    answers: { 200: SpeakersView },
  },
  'PUT /v1/sessions/{sessionId}/speakers': {
    id: 'setSpeakers',
    summary: "Set a session's speakers",
    details: whole.trim(),
    permission: 'events:write',
    body: SpeakersRequest,
    answers: { 200: SpeakersView },
    problems: ['conflict'],
  },
});
