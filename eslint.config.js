import stylistic from '@stylistic/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

/** Reports a default export, which gives one thing two names. */
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export lets every importer invent another name.',
};

/** Reports the raw `ipcMain`, in whatever way it was imported. */
const noRawIpcMain = {
  selector: 'Identifier[name="ipcMain"]',
  message: 'Use electron/ipc/validatedIpc.ts: it checks the sender and the payload.',
};

/** Reports `window.cordboard` and every other way to spell it. */
const noRawBridge = {
  selector: 'Identifier[name="cordboard"]',
  message: 'Only renderer/src/bridge/ touches window.cordboard; import the bridge instead.',
};

/** What the pipeline says comes with English words for other programs; the window has its own. */
const noEnglish = [
  {
    selector: "CallExpression[callee.name='wordsOf']",
    message: 'Put phrases into words by i18n/inWords.ts, in the language of the window.',
  },
  {
    selector: "MemberExpression[property.name='message'][object.property.name='error']",
    message: 'Show the phrase by i18n/inWords.ts; the message beside it is English.',
  },
  {
    selector: "MemberExpression[property.name='message'][object.name=/^(error|notice)$/]",
    message: 'Show the phrase by i18n/inWords.ts; the message beside it is English.',
  },
];

/** Reports what would stay in the language that the window had when it was made. */
const noFixedLanguage = [
  {
    selector:
      'CallExpression[callee.name=/^(t|inWords|settingText|settingGroupText|languageNow)$/]:not(:function *)',
    message: 'The language can change: ask for a text where it is shown.',
  },
  {
    selector: 'NewExpression[callee.object.name="Intl"]:not(:function *)',
    message: 'The language can change: make it by i18n/language.ts, byLanguage.',
  },
  {
    selector: 'ImportSpecifier[imported.name="memo"]',
    message: 'Use i18n/memoInLanguage.tsx, which is drawn anew when the language changes.',
  },
];

const KIT_CLASS =
  '/(^| )(btn|field|check|kbd|badge|pop|menu-item|scrim|modal|tile|strip|banner|notice|tabs?|list-row|skeleton|spin)([ -]|$)/';

/** Reports what looks like a part of the window's kit, but is written by hand. */
const noKitClass = ['Literal[value=', 'TemplateElement[value.raw='].map((text) => ({
  selector: `JSXAttribute[name.name="className"] ${text}${KIT_CLASS}]`,
  message: 'Use the component of renderer/src/ui, which has the roles and the keys as well.',
}));

/** Reports the window options that take Electron's protections away. */
const noWeakenedWindow = [
  {
    selector: 'Property[key.name=/^(sandbox|contextIsolation|webSecurity)$/][value.value=false]',
    message: 'The window keeps its sandbox, context isolation and web security.',
  },
  {
    selector:
      'Property[key.name=/^(nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames|webviewTag|allowRunningInsecureContent|experimentalFeatures)$/][value.value=true]',
    message: 'The window gets no Node, no webview and no insecure content.',
  },
];

const WITH_DEFAULT_EXPORT = ['*.config.ts', '*.config.js', 'electron-builder.ts', '**/*.d.ts'];

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    '.cache/',
    'coverage/',
    'data/',
    'docs/examples/plugin-api.d.ts',
    '**/fixtures/',
    'node_modules/',
  ]),
  {
    linterOptions: {
      reportUnusedDisableDirectives: 'error',
      reportUnusedInlineConfigs: 'error',
    },
    rules: {
      'consistent-return': 'off',
      curly: ['error', 'all'],
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-alert': 'error',
      'no-console': 'error',
      'no-constant-binary-expression': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      'no-template-curly-in-string': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-useless-assignment': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    plugins: { '@stylistic': stylistic, 'import-sort': simpleImportSort },
    rules: {
      // Code is wrapped by the formatter, comments by nobody else.
      '@stylistic/max-len': [
        'error',
        { code: 1_000, comments: 100, ignoreUrls: true, ignorePattern: '(es|ox)lint-disable' },
      ],
      'import-sort/exports': 'error',
      // Side effects, Node, packages, aliases, parents, siblings: one block without blank lines.
      'import-sort/imports': [
        'error',
        { groups: [['^\\u0000', '^node:', '^@?\\w', '^#', '^\\.\\.', '^\\.']] },
      ],
      'no-duplicate-imports': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./){3}',
              message: 'Use an alias of package.json `imports`: #main/…, #model/…, #window/….',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // What needs types is looked for by oxlint (.oxlintrc.json), in a tenth of the time.
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports' },
      ],
      // `import { type A }` would stay as a side effect in the output; `import type { A }` goes.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport, noRawIpcMain, ...noWeakenedWindow],
    },
  },
  {
    files: ['electron/ipc/validatedIpc.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noWeakenedWindow] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[noDefaultExport, noRawBridge, ...noEnglish, ...noFixedLanguage],
      ],
      // A component is markup: its length says less than that of ordinary code.
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['renderer/src/features/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[noDefaultExport, noRawBridge, ...noEnglish, ...noFixedLanguage, ...noKitClass],
      ],
    },
  },
  {
    files: ['renderer/src/bridge/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noFixedLanguage] },
  },
  {
    files: ['renderer/src/i18n/memoInLanguage.tsx'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noRawBridge] },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      // A describe block is a list of cases, not a function to be held in the head at once.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        noDefaultExport,
        {
          selector:
            'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
          message: 'A test runs or goes: use runIf with a condition that says why.',
        },
      ],
    },
  },
  {
    files: ['build/**', 'src-main/cli/**', 'tests/{bench,screens,soak}/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: WITH_DEFAULT_EXPORT,
    rules: { 'no-restricted-syntax': 'off' },
  },
);
