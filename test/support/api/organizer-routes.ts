import { noDestinations } from '../memory-secrets.ts';
import { randomBytes } from 'node:crypto';
import { serveAttendance } from '../../../functions/attendance/serve-attendance.ts';
import { serveEvents } from '../../../functions/events/serve-events.ts';
import { serveFiles } from '../../../functions/files/serve-files.ts';
import { servePeople } from '../../../functions/people/serve-people.ts';
import { NOW } from '../factories.ts';
import type { LocalAws } from '../local-aws.ts';
import { linkKeys } from '../registrants.ts';
import { identityKey } from '../run-jobs.ts';

/** What the functions of organizers are given. */
export const organizerDeps = (aws: LocalAws, now: () => number = () => NOW) => ({
  table: aws.table,
  imports: aws.imports,
  exports: aws.exports,
  identityKey: () => Promise.resolve(identityKey),
  linkKeys: () => Promise.resolve(linkKeys),
  roleClaim: 'cognito:groups',
  publicOrigin: 'https://turnout.example.com',
  exemptHosts: [],
  ...noDestinations(),
  fileDays: { uploads: 90, reports: 30, exports: 7 },
  now,
  random: randomBytes,
});

/** All routes of organizers. */
export function organizerRoutes(aws: LocalAws, now?: () => number) {
  const deps = organizerDeps(aws, now);
  return { ...serveEvents(deps), ...servePeople(deps), ...serveFiles(deps), ...serveAttendance(deps) };
}
