import './policy.js';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';

import { PlatformError } from './api/client.js';
import { router } from './routes.js';
import { resolveVariables, theme } from './theme.js';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The platform says what has changed; what nobody has touched is good for a while.
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // A refusal is an answer; only a platform that does not answer is asked again.
      retry: (count, error) => count < 2 && error instanceof PlatformError && error.code === 'unreachable',
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
