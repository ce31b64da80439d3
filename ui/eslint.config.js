import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const shell = {
  group: ['@tauri-apps/*', '**/bindings', '**/bindings.ts'],
  message: 'Only lib/backend.ts talks to the shell.',
};
const backend = {
  group: ['**/backend', '**/backend.ts', '**/query.svelte', '**/session.svelte'],
  message: 'lib/ui knows no backend: pass data and callbacks as props.',
};
const screens = {
  group: ['**/screens/*', '**/screens/**'],
  message: 'Screens and components do not import screens; only App.svelte and Screens.svelte do.',
};
// Screens reach each other only as ../<name>/…, so that is what is forbidden.
const siblings = {
  regex: '^\\.\\./(start|today|customers|journey|winback|import|settings)/',
  message: 'Screens do not import screens: move what they share to lib/.',
};

const only = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      // French punctuation takes a narrow no-break space, in templates as in strings.
      'no-irregular-whitespace': ['error', { skipTemplates: true }],
      // Sets here are replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['src/**'], ignores: ['src/lib/backend.ts'], rules: only(shell) },
  { files: ['src/lib/**'], ignores: ['src/lib/backend.ts'], rules: only(shell, screens) },
  { files: ['src/parts/**'], rules: only(shell, screens) },
  { files: ['src/lib/ui/**'], rules: only(shell, screens, backend) },
  { files: ['src/screens/**'], rules: only(shell, screens, siblings) },
  { files: ['**/*.svelte', '**/*.ts'], rules: { 'no-undef': 'off' } },
);
