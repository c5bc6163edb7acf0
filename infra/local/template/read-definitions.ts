import * as z from 'zod';
import type { StackTemplate } from './assembly.ts';
import type { Definitions } from './definitions.ts';
import type { Origins } from './identify.ts';
import { readFunctions } from './read-functions.ts';
import { readRoles } from './read-roles.ts';
import { readRoutes } from './read-routes.ts';
import { readBuckets, readMail, readQueues, readSecrets, readTables } from './read-stores.ts';
import { readMappings, readRules } from './read-triggers.ts';
import { Resolver } from './resolver.ts';
import { Resources } from './resources.ts';

/** Turns the stacks' templates into what the local cloud runs; throws `TemplateError`. */
export function readDefinitions(stacks: StackTemplate[], origins: Origins): Definitions {
  const resources = new Resources(stacks, new Resolver(stacks, origins));
  const roles = readRoles(resources);
  const functionNames = resources.all('AWS::Lambda::Function', z.unknown());
  const functionArns = new Map(
    functionNames.map(({ identity }) => [identity.ref, identity.attributes['Arn'] ?? '']),
  );
  const definitions = {
    region: stacks[0]?.region ?? 'eu-central-1',
    account: stacks[0]?.account ?? '000000000000',
    functions: readFunctions(resources, new Map(roles.map(({ arn, id }) => [arn, id]))),
    roles,
    queues: readQueues(resources),
    tables: readTables(resources),
    buckets: readBuckets(resources),
    secrets: readSecrets(resources),
    mail: readMail(resources),
    ...readMappings(resources, functionArns),
    rules: readRules(resources),
    routes: readRoutes(resources),
    scheduleGroups: resources
      .all('AWS::Scheduler::ScheduleGroup', z.unknown())
      .map(({ identity }) => identity.ref),
  };
  return { ...definitions, notRun: resources.unread() };
}
