import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npx vite --config editor/vite.config.ts` serves the page with hot reload and passes API calls to a running Tocsin. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8000', '/health': 'http://127.0.0.1:8000' } },
})
