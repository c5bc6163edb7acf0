import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { acknowledgements } from '../../infra/nag-acknowledgements.ts';
import type { Acknowledgement } from '../../infra/nag-acknowledgements.ts';
import { buildTestApp, keepingStage } from './synthesize-stage.ts';

// The path is there, but not in the types.
const Places = z.object({ violatingResources: z.array(z.object({ constructPath: z.string() })) });

/** What cdk-nag finds, as `rule at path`. */
function findings(kept: readonly Acknowledgement[]): string[] {
  const app = buildTestApp(keepingStage, { acknowledgements: kept });
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName, ...found }) => {
    const { violatingResources } = Places.parse(found);
    return violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`);
  });
}

const written = ({ rule, at }: Acknowledgement) => `AwsSolutions-${rule} at Turnout-test-${at}`;

describe('cdk-nag', () => {
  test('finds nothing but what is acknowledged, and every acknowledgement is needed', () => {
    expect(findings([]).sort()).toEqual(acknowledgements.map(written).sort());
  });

  test('finds nothing when the acknowledgements are made', () => {
    expect(findings(acknowledgements)).toEqual([]);
  });

  test('would find a public route that nobody gave a reason for', () => {
    const [first] = acknowledgements.filter(({ rule }) => rule === 'APIG4');
    expect(findings(acknowledgements.filter((kept) => kept !== first))).toEqual([written(first!)]);
  });

  test('is answered with a reason in each case', () => {
    for (const { at, rule, reason } of acknowledgements)
      expect(reason.length, `${rule} at ${at}`).toBeGreaterThan(20);
  });
});
