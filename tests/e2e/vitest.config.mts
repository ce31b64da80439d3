import { defineConfig } from 'vitest/config';

/** Three projects: `stories` tell what a person does, `screens` takes a picture of everything, `bench` measures. */
export default defineConfig({
  test: {
    // One window at a time: two would fight for the keyboard of the one display.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: ['stories', 'screens', 'bench'].map((name) => ({
      extends: true as const,
      test: { name, include: [`${name}/**/*.test.ts`] },
    })),
  },
});
