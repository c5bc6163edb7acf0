import * as z from 'zod';
import type { QueueMappingDefinition, RuleDefinition, StreamMappingDefinition } from './definitions.ts';
import type { Resources } from './resources.ts';

const MappingProperties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** The event-source mappings. `functionArns`: function name or ARN -> ARN. */
export function readMappings(
  resources: Resources,
  functionArns: Map<string, string>,
): { queueMappings: QueueMappingDefinition[]; streamMappings: StreamMappingDefinition[] } {
  const queueMappings: QueueMappingDefinition[] = [];
  const streamMappings: StreamMappingDefinition[] = [];
  for (const { identity, properties } of resources.all(
    'AWS::Lambda::EventSourceMapping',
    MappingProperties,
  )) {
    if (!properties.Enabled) continue;
    const common = {
      id: identity.ref,
      functionArn: functionArns.get(properties.FunctionName) ?? properties.FunctionName,
      reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    };
    if (properties.EventSourceArn.startsWith('arn:aws:sqs:')) {
      queueMappings.push({
        ...common,
        queueArn: properties.EventSourceArn,
        batchSize: properties.BatchSize ?? 10,
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
      });
    } else {
      streamMappings.push({
        ...common,
        streamArn: properties.EventSourceArn,
        batchSize: properties.BatchSize ?? 100,
        patterns: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }): unknown =>
          JSON.parse(Pattern),
        ),
        bisects: properties.BisectBatchOnFunctionError,
        maximumRetryAttempts: properties.MaximumRetryAttempts,
        maximumRecordAgeSeconds: properties.MaximumRecordAgeInSeconds,
        onFailureArn: properties.DestinationConfig?.OnFailure?.Destination,
      });
    }
  }
  return { queueMappings, streamMappings };
}

const RuleProperties = z.object({
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
});

/** The rules of the default event bus. */
export function readRules(resources: Resources): RuleDefinition[] {
  return resources
    .all('AWS::Events::Rule', RuleProperties)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ identity, properties }) => ({
      name: identity.ref,
      pattern: properties.EventPattern,
      scheduleExpression: properties.ScheduleExpression,
      targets: properties.Targets.map(({ Arn, Input }) => ({ arn: Arn, input: Input })),
    }));
}
