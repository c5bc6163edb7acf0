import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

// What oxlint has no rule for; the other rules, and those that ask for types, stand in .oxlintrc.json.

const heavyZod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: 'import * as z from "zod": the named form drags 360 kB more into each bundle.',
};

const inEveryFile = [
  heavyZod,
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels.' },
];

export default [
  {
    ignores: [
      'node_modules/**',
      'dist/**',
      'cdk.out/**',
      '.turnout/**',
      'test/fixtures/**',
      'test/support/api/api-types.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    languageOptions: { parser: tseslint.parser },
    plugins: { regexp },
    rules: {
      // What strangers send must not cost its square: no expression may try the same signs in two ways.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
      'no-restricted-syntax': ['error', ...inEveryFile],
    },
  },
  {
    // Who may import whom stands in .dependency-cruiser.js.
    files: ['shared/*/domain/**', 'shared/platform/{values,problems,access}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        heavyZod,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is an argument.',
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'The clock is an argument.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Randomness is an argument.',
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      // Tests read what they wrote themselves.
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
      'no-restricted-syntax': [
        'error',
        ...inEveryFile,
        {
          selector: "MemberExpression[object.name='vi'][property.name=/^(setConfig|waitFor|waitUntil)$/]",
          message: 'Limits of time stand in vitest.config.ts alone; wait with expect.poll.',
        },
      ],
    },
  },
  { files: ['**/*.config.{js,ts}', '.dependency-cruiser.js'], rules: { 'no-restricted-syntax': 'off' } },
];
