import { lazy } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';

import { ConnectionsPage } from './pages/connections/connections-page.js';
import { IntegrationsPage } from './pages/integrations/integrations-page.js';
import { NotFound } from './shell/not-found.js';
import { Shell } from './shell/shell.js';

// What needs large libraries, such as charts and forms from schemas, is loaded when it is first opened.
const ConnectPage = lazy(() => import('./pages/connect/connect-page.js'));
const ConnectionPage = lazy(() => import('./pages/connections/connection-page.js'));
const FunctionsPage = lazy(() => import('./pages/functions/functions-page.js'));
const GuidePage = lazy(() => import('./pages/guide/guide-page.js'));
const IntegrationPage = lazy(() => import('./pages/integrations/integration-page.js'));
const LogsPage = lazy(() => import('./pages/logs/logs-page.js'));
const OtherSidePage = lazy(() => import('./pages/other-side/other-side-page.js'));
const RecordsPage = lazy(() => import('./pages/records/records-page.js'));
const SyncPage = lazy(() => import('./pages/syncs/sync-page.js'));
const SyncsPage = lazy(() => import('./pages/syncs/syncs-page.js'));

/** Every page and its address, below the address at which the platform serves the dashboard. */
export const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        { index: true, element: <Navigate to="/integrations" replace /> },
        { path: 'integrations', element: <IntegrationsPage /> },
        { path: 'integrations/:key', element: <IntegrationPage /> },
        { path: 'connect', element: <ConnectPage /> },
        { path: 'connections', element: <ConnectionsPage /> },
        { path: 'connections/:integration/:connection', element: <ConnectionPage /> },
        { path: 'syncs', element: <SyncsPage /> },
        { path: 'syncs/:sync', element: <SyncPage /> },
        { path: 'records', element: <RecordsPage /> },
        { path: 'functions', element: <FunctionsPage /> },
        { path: 'logs', element: <LogsPage /> },
        { path: 'other-side', element: <OtherSidePage /> },
        { path: 'guide/:guide?', element: <GuidePage /> },
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: import.meta.env.BASE_URL },
);
