import * as z from 'zod';
import type { RouteDefinition } from './definitions.ts';
import { TemplateError } from './resolver.ts';
import type { Resources } from './resources.ts';

const Throttle = z
  .object({ ThrottlingRateLimit: z.number().optional(), ThrottlingBurstLimit: z.number().optional() })
  .optional();

const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
});
const AuthorizerProperties = z.object({
  AuthorizerType: z.literal('JWT'),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});
const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const StageProperties = z.object({
  StageName: z.literal('$default'),
  DefaultRouteSettings: Throttle,
  RouteSettings: z.record(z.string(), Throttle).default({}),
});
const ApiProperties = z.object({
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: z.undefined('the local gateway has no CORS of its own').optional(),
});

/** The HTTP API's routes with integration, authorizer and throttling put together. */
export function readRoutes(resources: Resources): RouteDefinition[] {
  resources.all('AWS::ApiGatewayV2::Api', ApiProperties);
  const stage = resources.all('AWS::ApiGatewayV2::Stage', StageProperties)[0]?.properties;
  const integrations = resources.all('AWS::ApiGatewayV2::Integration', IntegrationProperties);
  const authorizers = resources.all('AWS::ApiGatewayV2::Authorizer', AuthorizerProperties);
  return resources
    .all('AWS::ApiGatewayV2::Route', RouteProperties)
    .map(({ stack, id, properties: route }) => {
      const target = route.Target.replace('integrations/', '');
      const integration = integrations.find(({ identity }) => identity.ref === target)?.properties;
      const authorizer = authorizers.find(({ identity }) => identity.ref === route.AuthorizerId)?.properties;
      if (integration === undefined) throw new TemplateError(`${stack.name}/${id}: no integration ${target}`);
      if (route.AuthorizationType === 'JWT' && authorizer === undefined) {
        throw new TemplateError(`${stack.name}/${id}: route ${route.RouteKey} names no JWT authorizer`);
      }
      const jwt = authorizer?.JwtConfiguration;
      return {
        key: route.RouteKey,
        functionArn: integration.IntegrationUri,
        timeoutMs: integration.TimeoutInMillis,
        authorizer: jwt === undefined ? undefined : { issuer: jwt.Issuer, audience: jwt.Audience },
        scopes: route.AuthorizationScopes,
        throttle: throttleOf(stage?.RouteSettings[route.RouteKey] ?? stage?.DefaultRouteSettings),
      };
    });
}

function throttleOf(settings: z.infer<typeof Throttle>): RouteDefinition['throttle'] {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings ?? {};
  return rate === undefined ? undefined : { rate, burst: burst ?? rate };
}
