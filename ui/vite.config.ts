import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting()],
  // The window's policy forbids data: URLs for fonts and scripts, so nothing is inlined.
  build: { target: 'safari16', assetsInlineLimit: 0, sourcemap: false, cssCodeSplit: false },
  server: { port: 1420, strictPort: true },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/lib/test-setup.ts'],
  },
});
