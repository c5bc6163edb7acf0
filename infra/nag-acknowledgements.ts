import type { App } from 'aws-cdk-lib';
import { Validations } from 'aws-cdk-lib';

/** A finding of cdk-nag that we keep, at one construct, and why. */
export interface Acknowledgement {
  /** Path below `Turnout-<stage>-`. */
  at: string;
  /** Rule, with the finding in brackets where a rule has several. */
  id: string;
  reason: string;
}

/** All of them. test/infra/nag.test.ts fails on a finding that is not here, and on an entry that finds nothing. */
export const acknowledgements: readonly Acknowledgement[] = [];

/** Tells the checks which findings are meant. */
export function acknowledgeFindings(app: App, stage: string): void {
  for (const { at, id, reason } of acknowledgements) {
    const construct = app.node.findAll().find(({ node }) => node.path === `Turnout-${stage}-${at}`);
    if (construct !== undefined) Validations.of(construct).acknowledge({ id, reason });
  }
}
