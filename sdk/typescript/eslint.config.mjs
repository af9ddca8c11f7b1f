import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What only Node or only browsers have: the core runs in both, and in React Native. */
const NOT_EVERYWHERE = ['Buffer', 'process', 'window', 'document', 'navigator', 'localStorage', 'indexedDB'];

export default defineConfig(
  { ignores: ['dist', 'src/generated', 'target'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-depth': ['error', 2],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 40],
      'no-console': 'error',
    },
  },
  {
    // every public type in one place, most of it documentation
    files: ['src/api.ts'],
    rules: { 'max-lines': ['error', 650] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/node.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NOT_EVERYWHERE],
      'no-restricted-imports': ['error', { patterns: ['node:*', 'ws'] }],
    },
  },
  {
    files: ['test/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      complexity: 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
