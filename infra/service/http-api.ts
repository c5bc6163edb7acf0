import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { registrationRoute, routes } from './routes.ts';
import type { Route } from './routes.ts';
import type { FunctionName } from './function-table.ts';
import type { Stage } from '../stage-config.ts';

/** Whose tokens organizers bring. */
export interface TokenIssuer {
  issuer: string;
  audience: string[];
}

/** The API without routes; made first, because functions need to know its address. */
export function newHttpApi(scope: Construct): apigateway.HttpApi {
  return new apigateway.HttpApi(scope, 'Api', { description: 'Turnout', createDefaultStage: false });
}

/** Opens the API: limits and access log. Call it after the routes are there. */
export function openApi(api: apigateway.HttpApi, { logRetentionDays, requests }: Stage): void {
  const accessLog = new LogGroup(api, 'logs', {
    retention: logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stage = new apigateway.HttpStage(api, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 200, burstLimit: 400 },
    accessLogSettings: {
      destination: new apigateway.LogGroupLogDestination(accessLog),
      format: accessLogFormat,
    },
  });
  giveVisitorsRoom(api, stage, requests);
}

/** The route key, not the path: paths and query strings carry tokens and addresses. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTime',
    requestId: '$context.requestId',
    ip: '$context.identity.sourceIp',
    route: '$context.routeKey',
    status: '$context.status',
    bytes: '$context.responseLength',
    ms: '$context.responseLatency',
    error: '$context.error.message',
    authorizer: '$context.authorizer.error',
  }),
);

/** Leads every route of the list to its function. */
export function addRoutes(
  api: apigateway.HttpApi,
  functions: Record<FunctionName, IFunction>,
  tokens: TokenIssuer,
): void {
  const organizers = new HttpJwtAuthorizer('Organizers', tokens.issuer, { jwtAudience: tokens.audience });
  const integrations = new Map<FunctionName, HttpLambdaIntegration>();
  const integrationOf = (name: FunctionName) => {
    const made =
      integrations.get(name) ??
      new HttpLambdaIntegration(name, functions[name], { scopePermissionToRoute: false });
    integrations.set(name, made);
    return made;
  };
  for (const route of routes) {
    new apigateway.HttpRoute(api, route.key, {
      httpApi: api,
      routeKey: routeKeyOf(route),
      integration: integrationOf(route.to),
      authorizer: route.access === 'organizer' ? organizers : new apigateway.HttpNoneAuthorizer(),
    });
  }
}

function routeKeyOf({ key }: Route): apigateway.HttpRouteKey {
  const [method, path] = key.split(' ');
  return apigateway.HttpRouteKey.with(z.string().parse(path), z.enum(apigateway.HttpMethod).parse(method));
}

/** What the API takes in a burst of all routes. */
const MOST_IN_A_BURST = 5_000;

/** Landing pages are advertised, and sessions begin for all at once: visitors' routes have more room than organizers'. */
function giveVisitorsRoom(
  api: apigateway.HttpApi,
  stage: apigateway.HttpStage,
  { registrations, pages }: Stage['requests'],
): void {
  const resource = stage.node.defaultChild;
  if (!(resource instanceof apigateway.CfnStage)) throw new Error('The API has no stage resource.');
  const limits = (perSecond: number) => ({
    ThrottlingRateLimit: perSecond,
    ThrottlingBurstLimit: Math.min(MOST_IN_A_BURST, 2 * perSecond),
  });
  const open = routes.filter(({ access }) => access === 'public').map(({ key }) => key);
  resource.routeSettings = Object.fromEntries(
    open.map((key) => [key, limits(key === registrationRoute ? registrations : pages)]),
  );
  // API Gateway refuses settings of a route that does not exist yet.
  for (const key of open) stage.node.addDependency(api.node.findChild(key));
}
