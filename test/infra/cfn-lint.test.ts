import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTestApp } from './synthesize-stage.ts';

const isHere = spawnSync('cfn-lint', ['--version']).status === 0;

describe.skipIf(!isHere)('cfn-lint (skipped where it is not)', () => {
  test('finds no fault in the templates', () => {
    process.env['CDK_VALIDATION'] = 'false';
    const { directory } = buildTestApp().synth();
    const templates = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
    expect(templates).toHaveLength(3);
    // W3005: CDK names dependencies that references tell already.
    const { stdout } = spawnSync(
      'cfn-lint',
      [
        '--regions',
        'eu-central-1',
        'us-east-1',
        '--ignore-checks',
        'W3005',
        '--',
        ...templates.map((file) => join(directory, file)),
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
  });
});
