import react from '@vitejs/plugin-react'
import { defineConfig, type ProxyOptions } from 'vite'

const tocsin = 'http://127.0.0.1:8000'

/**
 * Without login Tocsin takes only what comes to its own address from its own pages. Calls of the page served here are made
 * such; an Origin of any other page stays as it is, so that Tocsin refuses it.
 */
const toTocsin: ProxyOptions = {
  target: tocsin,
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on('proxyReq', (call, asked) => {
      if (asked.headers.origin === `http://${asked.headers.host}`) call.setHeader('origin', tocsin)
    })
  },
}

/** `npx vite --config editor/vite.config.ts` serves the page with hot reload and passes API calls to a running Tocsin. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', cors: false, proxy: { '/api': toTocsin, '/health': toTocsin } },
})
