import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readStage } from '../../infra/stage-config.ts';
import { keepingStage } from './synthesize-stage.ts';

const shipped = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context.stages;
const read = (settings: Record<string, unknown>, name = 'prod') => readStage({ [name]: settings }, name);

describe('stage settings', () => {
  test('that ship with the project are good', () => {
    for (const name of Object.keys(shipped)) expect(readStage(shipped, name).name).toBe(name);
  });

  test('keep data unless they say otherwise', () => {
    expect(read(keepingStage)).toMatchObject({ disposable: false, webhookHostsExempt: [] });
  });

  test('keep files as long as the stage says, and no longer than we look for traces in them', () => {
    expect(read(keepingStage).fileDays).toEqual({ uploads: 90, reports: 30, exports: 7 });
    const shorter = { ...keepingStage, fileDays: { uploads: 3 } };
    expect(read(shorter).fileDays).toEqual({ uploads: 3, reports: 30, exports: 7 });
  });

  test('keep mails, history, jobs and deliveries as long as the stage says, bodies of deliveries the shortest', () => {
    const lifetimes = {
      mailMonths: 24,
      historyMonths: 36,
      jobMonths: 13,
      deliveryDays: 90,
      deliveryBodyDays: 14,
    };
    expect(read(keepingStage).lifetimes).toEqual(lifetimes);
    expect(read({ ...keepingStage, lifetimes: { mailMonths: 6 } }).lifetimes).toEqual({
      ...lifetimes,
      mailMonths: 6,
    });
  });

  test('of an unknown stage are refused with the stages there are', () => {
    expect(() => readStage(shipped, 'nope')).toThrow('Stage "nope" is not in cdk.json; it has local, dev.');
  });

  test.each([
    ['mailFrom', { mailFrom: 'nobody' }],
    ['mailFrom', { mailFrom: 'webinars@elsewhere.org' }],
    ['mailIdentity', { mailIdentity: 'not a domain' }],
    ['account', { account: '123' }],
    ['publicOrigin', { publicOrigin: 'http://webinars.example.org' }],
    ['consoleOrigins.0', { consoleOrigins: ['https://console.example.org/'] }],
    ['oidc.audience', { oidc: { issuer: 'https://login.example.org', audience: [], roleClaim: 'roles' } }],
    ['logRetentionDays', { logRetentionDays: 31 }],
    ['fileDays.reports', { fileDays: { reports: 31 } }],
    ['fileDays.exports', { fileDays: { exports: 0 } }],
    ['identityExists', { identityExists: 'yes' }],
    ['lifetimes.mailMonths', { lifetimes: { mailMonths: 0 } }],
    ['lifetimes.deliveryBodyDays', { lifetimes: { deliveryBodyDays: 30, deliveryDays: 20 } }],
    ['lifetimes.deliveryDays', { lifetimes: { deliveryDays: 200, jobMonths: 5 } }],
    ['machineClients.domainPrefix', { machineClients: { domainPrefix: 'my-cognito', clients: {} } }],
    ['machineClients.domainPrefix', { machineClients: { domainPrefix: 'Acme', clients: {} } }],
    ['machineClients.clients.crm', { machineClients: { domainPrefix: 'acme', clients: { crm: 'owner' } } }],
    [
      'machineClients.clients.crm.1: There is no permission exports:writ;',
      {
        machineClients: {
          domainPrefix: 'acme',
          clients: { crm: ['member', 'exports:writ', 'people:read'] },
        },
      },
    ],
    [
      'machineClients.clients.crm: A client is admin or member, or a list of',
      { machineClients: { domainPrefix: 'acme', clients: { crm: { role: 'member' } } } },
    ],
    [
      'machineClients.clients.crm',
      { machineClients: { domainPrefix: 'acme', clients: { crm: ['exports:write'] } } },
    ],
    [
      'machineClients',
      { oidc: { issuer: 'https://login.example.org', audience: ['turnout'], roleClaim: 'roles' } },
    ],
    ['alarmEmail', { alarmEmail: 'oncall' }],
    ['colour', { colour: 'red' }],
  ])('name the stage and the field when %s is bad', (field, bad) => {
    expect(() => read({ ...keepingStage, ...bad })).toThrow(/^Stage "prod": /);
    expect(() => read({ ...keepingStage, ...bad })).toThrow(field);
  });

  test('take one address as the mail identity', () => {
    expect(read({ ...keepingStage, mailIdentity: 'webinars@example.org' }).mailIdentity).toBe(
      'webinars@example.org',
    );
  });

  test('have a name that fits into names of AWS', () => {
    expect(() => read(keepingStage, 'Prod_1')).toThrow(/Stage "Prod_1": A stage is named/);
  });
});

describe('exempting hosts from the rule that webhooks go to public addresses only', () => {
  const exempting = { ...keepingStage, webhookHostsExempt: ['127.0.0.1'] };

  test('is possible in the stage local', () => {
    expect(read(exempting, 'local').webhookHostsExempt).toEqual(['127.0.0.1']);
    expect(readStage(shipped, 'local').webhookHostsExempt).toEqual(['127.0.0.1']);
  });

  test.each(['prod', 'dev', 'locale', 'local2', 'my-local'])('is refused in the stage %s', (name) => {
    expect(() => read(exempting, name)).toThrow(`Stage "${name}": webhookHostsExempt`);
  });
});
