/** Who may import whom. `npm run lint` checks it; docs/architecture.md explains it. */

/** Capabilities from the ground up: each knows those above it in this list, never those beside or below it. */
const tiers = [
  ['platform'],
  ['groups', 'variables', 'jobs', 'person-fields', 'destinations'],
  ['events'],
  ['people'],
  ['registrations'],
  ['filters', 'statistics', 'attendance', 'calendar'],
  ['zoom'],
  ['recounts'],
  ['merging'],
  ['rules'],
  ['bulk'],
  ['handovers', 'mail', 'imports'],
  ['attendance-reports'],
  ['moderators', 'notices'],
  ['history'],
  ['privacy'],
  ['exports'],
  ['pages'],
  ['registries'],
];

const orderRules = tiers.flatMap((tier, level) =>
  tier.map((capability) => ({
    name: `order-${capability}`,
    comment: `shared/${capability} may import only capabilities that stand before it.`,
    severity: 'error',
    from: { path: `^shared/${capability}/` },
    to: {
      path: '^shared/',
      pathNot: `^shared/(${[capability, ...tiers.slice(0, level).flat()].join('|')})/`,
    },
  })),
);

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const aws = 'node_modules/(@aws-sdk|@smithy|aws-cdk-lib|constructs)/';

export default {
  forbidden: [
    ...orderRules,
    forbid('no-circles', 'Nobody imports itself by way of others, types included.', {}, { circular: true }),
    forbid(
      'pure-domain',
      'Domain rules know rules and values only: no AWS, no I/O, no table, no use cases.',
      { path: '^shared/[^/]+/domain/' },
      {
        path: '^(shared|functions|infra)/',
        pathNot: '^shared/([^/]+/domain|platform/(values|problems|access|time))/',
      },
    ),
    forbid(
      'pure-values',
      'Values and access rules know each other only.',
      { path: '^shared/platform/(values|problems|access)/' },
      { path: '^shared/', pathNot: '^shared/platform/(values|problems|access|time)/' },
    ),
    forbid(
      'domain-without-io',
      'Domain rules are pure: no AWS, no files, no network, no timers.',
      { path: '^shared/([^/]+/domain|platform/(values|problems|access))/' },
      { path: `${aws}|^(node:)?(fs|http|https|net|timers)(/|$)` },
    ),
    forbid(
      'table-knows-domain',
      'What stores a thing knows its rules and the table, not what is done with it.',
      { path: '^shared/[^/]+/table/' },
      {
        path: '^(shared|functions|infra)/',
        pathNot: '^shared/([^/]+/(domain|table)|platform/(values|problems|access|time))/',
      },
    ),
    forbid(
      'usecases-know-no-way-in',
      'Use cases do not know the ways in, nor how functions are made.',
      { path: '^shared/[^/]+/usecases/' },
      { path: '^(functions|infra)/|^shared/platform/runtime/|node_modules/@middy/' },
    ),
    forbid(
      'usecases-know-no-keys',
      'Key formulas and item shapes stay with the tables; use cases give and get domain words.',
      { path: '^shared/', pathNot: '/table/' },
      {
        path: [
          '^shared/[^/]+/table/[^/]+-keys\\.ts$',
          '^shared/platform/table/(key|item|update-expression|transact|query-page|all-pages)\\.ts$',
          '^shared/platform/table/(get-items|put-items|delete-items|write-batch)\\.ts$',
        ],
      },
    ),
    forbid(
      'dynamodb-in-tables-only',
      'DynamoDB is known in table folders only.',
      { path: '^(shared|functions)/', pathNot: '/table/' },
      { path: 'node_modules/@aws-sdk/(lib-dynamodb|client-dynamodb|util-dynamodb)/' },
    ),
    forbid(
      'aws-in-platform-only',
      'AWS is known to the platform and to the tables.',
      { path: '^(shared|functions)/', pathNot: '^shared/platform/|/table/' },
      { path: aws },
    ),
    forbid(
      'one-function-alone',
      'One function does not import another.',
      { path: '^functions/([^/]+)/' },
      { path: '^functions/', pathNot: '^functions/$1/' },
    ),
    forbid(
      'shared-knows-no-function',
      'What is shared does not know who uses it.',
      { path: '^shared/' },
      { path: '^(functions|infra|test)/' },
    ),
    forbid(
      'functions-know-no-place',
      'Functions do not know where they run.',
      { path: '^functions/' },
      { path: '^(infra|test)/' },
    ),
    forbid(
      'infra-ships-the-code',
      'Infrastructure ships the code, it does not call it. The zone table serves both, and so do the declarations of routes, settings and permissions: the API must have exactly the routes that functions answer, each function is given exactly the settings that it reads, and a stage names no permission and no text that there is not.',
      { path: '^infra/', pathNot: '^infra/openapi/' },
      {
        path: '^(functions|shared|test)/|^infra/openapi/',
        pathNot:
          '^shared/platform/time/|^shared/platform/access/role\\.ts$|^shared/pages/texts/stage-texts\\.ts$|^functions/(registration|pages|docs|events|people|files|attendance|presence)/routes\\.ts$|^functions/[^/]+/settings\\.ts$',
      },
    ),
    forbid(
      'openapi-reads-declarations',
      'What makes the description of the API reads declarations only: of routes, of what bulk actions take, of problems. Nothing that is deployed imports it.',
      { path: '^infra/openapi/' },
      {
        path: '^(functions|shared|test|infra)/',
        pathNot:
          '^infra/openapi/|^functions/(registration|pages|docs|events|people|files|attendance|presence)/routes\\.ts$|^functions/people/bulk-request\\.ts$|^shared/platform/(runtime/(route|api-shapes)|problems/(problem-types|problem-meanings|field-error-codes))\\.ts$',
      },
    ),
    forbid(
      'stacks-know-no-local',
      'The stacks do not know that they also run on one machine.',
      { path: '^infra/', pathNot: '^infra/local/' },
      { path: '^infra/local/' },
    ),
    forbid(
      'local-is-told-of-the-product',
      'The local cloud runs templates. What stands directly in infra/local/ brings its parts and the product together; the parts know neither, nor the stacks.',
      { path: '^infra/local/[^/]+/', pathNot: '^infra/local/product/' },
      { path: '^infra/', pathNot: '^infra/local/(?!product/)[^/]+/' },
    ),
    forbid(
      'local-knows-time-only',
      'Of what is shared the local cloud knows zones and clocks only, as AWS does.',
      { path: '^infra/local/' },
      { path: '^(shared|functions)/', pathNot: '^shared/platform/time/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
