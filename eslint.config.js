import eslint from '@eslint/js';
import functions from '@nangohq/eslint-plugin-custom-integrations-linting';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Imports go one way: integrations → syncs | actions | connection → records → halo, and never between those three.
 * `sandbox`, `scripts` and `tests` are imported by nobody else.
 */
const sideBySide = ['syncs', 'actions', 'connection'];
const deployedAbove = ['integrations', ...sideBySide];
const notDeployed = ['sandbox', 'scripts', 'tests'];

const forbidden = (folders) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: folders.map((folder) => ({
        regex: `(^|\\.\\./)${folder}/`,
        message: `${folder}/ may not be imported from here (imports go one way: docs/architecture.md).`,
      })),
    },
  ],
});

/**
 * Upstream's own rules for functions, all of them but those that this package departs from on purpose:
 *
 * - `no-object-casting` also refuses `as const`, which casts nothing. The rule of typescript-eslint below it refuses the
 *   casts that it means.
 * - `no-try-catch-unless-explicitly-allowed` leaves failures to the platform. Here the client sorts them (docs/decisions.md,
 *   "Requests go out with retries: 0").
 * - `include-docs-for-endpoints` calls a method that ESLint 9 does not have any more, so it cannot run.
 */
const upstream = {
  plugins: { functions },
  rules: {
    'functions/enforce-proxy-configuration-type': 'error',
    'functions/no-console-log': 'error',
    'functions/no-value-modification': 'error',
    'functions/no-while-true': 'error',
    'functions/proxy-call-retries': 'error',
    'functions/query-params-in-params-object': 'error',
    'functions/type-external-api-responses': 'error',
    '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  },
};

/** What zod keeps of a schema it may keep for ever where functions run; `described` knows where it may not. */
const undescribed = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'CallExpression[callee.property.name=/^(describe|meta|register)$/]',
      message:
        "Use described() of records/described.ts: the runner's zod keeps what is described by .describe() for ever.",
    },
    {
      selector: 'MemberExpression[property.name="globalRegistry"]',
      message: "Only records/described.ts may use zod's registry: the runner shares it between all executions.",
    },
  ],
};

/** Test files share the modules of their worker (vitest.config.ts), so a module that one of them replaces is replaced for others. */
const noReplacedModules = {
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted)$/]",
      message:
        'Give the code under test its part as an option: test files share modules, and vi.mock replaces one for all.',
    },
  ],
};

/** What the dashboard may not import: the code of what it looks at. */
const dashboardImports = forbidden(['scripts', 'tests', 'sandbox', 'platform']);

/** What CONTRIBUTING.md promises, in lines of code: comments and empty lines are not counted. */
const mostLines = (max) => ({ 'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }] });

export default tseslint.config(
  {
    ignores: ['**/node_modules/', 'integrations/build/', 'integrations/.nango/', 'coverage/', '.sandbox/'],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Dictionaries from Halo and from Nango are index signatures: dot access would hide that a key may be missing.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['**/*.{ts,tsx,js,cjs}'], ignores: ['examples/consumer/models.ts'], rules: mostLines(200) },
  { files: ['tests/**/*.ts'], rules: { ...mostLines(350), ...noReplacedModules } },
  { files: ['integrations/halo-psa/**/*.ts'], rules: mostLines(60) },
  { files: ['{halo,records,syncs,actions,connection,integrations}/**/*.ts'], ...upstream },
  { files: ['halo/**/*.ts'], rules: forbidden(['records', ...deployedAbove, ...notDeployed]) },
  { files: ['records/**/*.ts'], rules: forbidden([...deployedAbove, ...notDeployed]) },
  ...sideBySide.map((folder) => ({
    files: [`${folder}/**/*.ts`],
    rules: forbidden([...deployedAbove.filter((other) => other !== folder), ...notDeployed]),
  })),
  { files: ['integrations/**/*.ts'], rules: forbidden(notDeployed) },
  {
    files: ['halo', 'records', ...deployedAbove].map((folder) => `${folder}/**/*.ts`),
    ignores: ['records/described.ts'],
    rules: undescribed,
  },
  { files: ['sandbox/**/*.{ts,tsx}'], rules: forbidden(['scripts', 'tests']) },
  // The dashboard is one page in a browser: it knows the platform and the tenant by HTTP only.
  {
    files: ['sandbox/dashboard/app/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      ...dashboardImports,
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.{js,cjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // Any Node has to be able to run this one, however old.
    files: ['scripts/node-version.cjs'],
    rules: { 'no-var': 'off', 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
