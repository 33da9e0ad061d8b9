import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HomePage } from './pages/HomePage.tsx'
import { pageLocale } from './texts/say.ts'
import './style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
document.documentElement.lang = pageLocale
// `always`: Tocsin may run on this very machine, which the browser knows nothing of when it says that it is offline.
const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: { retry: false, refetchOnWindowFocus: true, networkMode: 'always' },
  },
})
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <HomePage />
    </QueryClientProvider>
  </StrictMode>,
)
