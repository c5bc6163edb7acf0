import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Forbids imports whose path matches one of `group`, and says why. */
const forbid = (group, message) => ({ group, message });

const anyAws = ['@aws-sdk/*', '@smithy/*', 'aws-cdk-lib', 'aws-cdk-lib/*'];
const adapters = ['csv', 'xlsx', 'files', 'queue', 'schedule', 'mail', 'secrets', 'time', 'webhook'].map(
  (name) => `**/${name}/**`,
);

const heavyZod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: 'import * as z from "zod": the named form drags 360 kB more into each bundle.',
};

/** The import rules of the architecture: who may know whom. */
const layer = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'cdk.out/**', '.turnout/**', 'test/fixtures/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        heavyZod,
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
      eqeqeq: 'error',
    },
  },
  layer(
    ['shared/domain/**'],
    [
      forbid(
        [...anyAws, 'node:fs', 'node:http', 'node:net', 'node:timers*'],
        'Domain rules are pure: no AWS, no I/O.',
      ),
      forbid(
        ['**/usecases/**', '**/table/**', '**/runtime/**', '**/functions/**', '**/infra/**', ...adapters],
        'Domain knows nobody.',
      ),
    ],
  ),
  {
    files: ['shared/domain/**'],
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
  layer(
    ['shared/table/**'],
    [
      forbid(
        ['**/usecases/**', '**/runtime/**', '**/functions/**', '**/infra/**', ...adapters],
        'The table knows the domain only.',
      ),
      forbid(
        ['@aws-sdk/client-s3', '@aws-sdk/client-s?s', '@aws-sdk/client-scheduler'],
        'The table knows DynamoDB only.',
      ),
    ],
  ),
  layer(
    ['shared/{csv,xlsx,files,queue,schedule,mail,secrets,time,pages,webhook}/**'],
    [
      forbid(
        ['**/usecases/**', '**/table/**', '**/runtime/**', '**/functions/**', '**/infra/**'],
        'Adapters know the domain only.',
      ),
    ],
  ),
  layer(
    ['shared/usecases/**'],
    [
      forbid(anyAws, 'Use cases speak to adapters and to the table, not to AWS.'),
      forbid(['**/functions/**', '**/infra/**', '@middy/*'], 'Use cases do not know the ways in.'),
    ],
  ),
  layer(
    ['functions/**'],
    [
      forbid(anyAws, 'Functions get their clients from shared/runtime.'),
      forbid(['**/infra/**', '**/test/**'], 'Functions do not know where they run.'),
      { regex: '^\\.\\./[a-z]', message: 'One function does not import another.' },
    ],
  ),
  layer(
    ['infra/**'],
    [
      forbid(
        ['**/functions/**', '**/usecases/**', '**/shared/table/**', '**/test/**'],
        'Infrastructure ships the code, it does not call it.',
      ),
    ],
  ),
  { files: ['infra/local/**', 'infra/*.ts', 'test/bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
