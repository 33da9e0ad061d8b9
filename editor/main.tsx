import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HomePage } from './pages/HomePage.tsx'
import './style.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: true } } })
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <HomePage />
    </QueryClientProvider>
  </StrictMode>,
)
