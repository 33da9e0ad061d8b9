import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/fixtures/**', 'node_modules/**'],
    pool: 'forks',
    setupFiles: ['tests/support/property-seed.ts'],
    // Two cores and shared servers: files that start Temporal or sshd side by side only make each other late.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
