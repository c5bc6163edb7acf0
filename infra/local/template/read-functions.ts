import { basename } from 'node:path';
import * as z from 'zod';
import type { FunctionDefinition } from '../seams/ports.ts';
import { TemplateError } from './resolver.ts';
import type { Resource, Resources } from './resources.ts';

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Role: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().int().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
});

const AsyncProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().default(2),
  MaximumEventAgeInSeconds: z.number().default(21_600),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** The functions; their names are those of their bundles' folders. */
export function readFunctions(resources: Resources, roleIds: Map<string, string>): FunctionDefinition[] {
  const configs = resources.all('AWS::Lambda::EventInvokeConfig', AsyncProperties);
  return resources.all('AWS::Lambda::Function', FunctionProperties).map((resource) => {
    const { properties, identity } = resource;
    const directory = codeDirectory(resource);
    const config = configs.find(
      ({ properties: { FunctionName } }) => FunctionName === identity.ref,
    )?.properties;
    const reserved = properties.ReservedConcurrentExecutions;
    const onFailureArn = config?.DestinationConfig?.OnFailure?.Destination;
    return {
      name: basename(directory),
      arn: identity.attributes['Arn'] ?? '',
      roleId: roleIds.get(properties.Role) ?? '',
      codeDirectory: directory,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      memoryMb: properties.MemorySize,
      environment: properties.Environment.Variables,
      maximumRetryAttempts: config?.MaximumRetryAttempts ?? 2,
      maximumEventAgeSeconds: config?.MaximumEventAgeInSeconds ?? 21_600,
      ...(onFailureArn === undefined ? {} : { onFailureArn }),
      ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    };
  });
}

function codeDirectory({ stack, id, properties }: Resource<z.infer<typeof FunctionProperties>>): string {
  const hash = properties.Code.S3Key.replace(/\.zip$/, '');
  const directory = stack.assets.get(hash);
  if (directory === undefined)
    throw new TemplateError(`${stack.name}/${id}: its code asset ${hash} is missing`);
  return directory;
}
