/** Rules of this house that no linter brings along. */

const report = (context, node, message) => context.report({ node, message });

const isCallOf = (node, object, names) =>
  node.object.type === 'Identifier' &&
  node.object.name === object &&
  node.property.type === 'Identifier' &&
  names.includes(node.property.name);

const plainExports = {
  create: (context) => ({
    ExportDefaultDeclaration: (node) => report(context, node, 'Named exports only.'),
    ExportAllDeclaration: (node) => report(context, node, 'No barrels.'),
  }),
};

const smallZod = {
  create: (context) => ({
    ImportDeclaration(node) {
      if (node.source.value !== 'zod') return;
      for (const specifier of node.specifiers)
        if (specifier.type === 'ImportSpecifier')
          report(
            context,
            specifier,
            'import * as z from "zod": the named form drags 360 kB more into each bundle.',
          );
    },
  }),
};

const givenTime = {
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        report(context, node, 'The clock is an argument.');
    },
    MemberExpression(node) {
      if (isCallOf(node, 'Date', ['now'])) report(context, node, 'The clock is an argument.');
      if (isCallOf(node, 'Math', ['random'])) report(context, node, 'Randomness is an argument.');
    },
  }),
};

const limitsInOnePlace = {
  create: (context) => ({
    MemberExpression(node) {
      if (isCallOf(node, 'vi', ['setConfig', 'waitFor', 'waitUntil']))
        report(context, node, 'Limits of time stand in vitest.config.ts alone; wait with expect.poll.');
    },
  }),
};

export default {
  meta: { name: 'house' },
  rules: {
    'plain-exports': plainExports,
    'small-zod': smallZod,
    'given-time': givenTime,
    'limits-in-one-place': limitsInOnePlace,
  },
};
