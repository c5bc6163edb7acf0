import { defineConfig } from 'oxfmt';

export default defineConfig({
  printWidth: 110,
  singleQuote: true,
  trailingComma: 'all',
  sortPackageJson: false,
  ignorePatterns: ['dist', 'cdk.out', '.turnout', 'package-lock.json', 'test/fixtures'],
});
