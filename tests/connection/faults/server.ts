import type { ConnectionFault } from './fault.js';

const often = 1000;

/** The server and its answers. */
export const serverFaults: readonly ConnectionFault[] = [
  {
    name: 'Rate limited',
    cause: 'Another integration has used up the request budget of the tenant.',
    inject: (desk) => {
      desk.api.faults.add({ fault: { kind: 'rateLimited' }, on: '/api/Tickets', times: often });
    },
    connecting: 'connected',
    checked: ['halo_rate_limited'],
    diagnosed: { halo_rate_limited: 'warning' },
    keepsToken: true,
  },
  {
    name: 'Server error',
    cause: 'Halo fails with status 500 on one of its lists.',
    inject: (desk) => {
      desk.api.faults.add({ fault: { kind: 'serverError', status: 500 }, on: '/api/Asset', times: often });
    },
    connecting: 'connected',
    checked: ['halo_server_error'],
    diagnosed: { halo_server_error: 'warning' },
  },
  {
    name: 'Server error on everything',
    cause: 'The gateway in front of Halo cannot reach it; tokens come from another host.',
    inject: (desk) => {
      const on = ({ path }: { path: string }): boolean => path.startsWith('/api');
      desk.api.faults.add({ fault: { kind: 'serverError', status: 502, body: 'html' }, on, times: often });
    },
    connecting: 'connected',
    checked: ['halo_server_error'],
    diagnosed: { halo_server_error: 'warning' },
  },
  {
    name: 'Interrupted connection',
    cause: 'Something in the network closes connections.',
    inject: (desk) => {
      const on = ({ path }: { path: string }): boolean => path.startsWith('/api');
      desk.api.faults.add({ fault: { kind: 'dropped', when: 'after' }, on, times: often });
    },
    connecting: 'connected',
    checked: ['halo_no_answer'],
    diagnosed: { halo_no_answer: 'warning' },
  },
  {
    name: 'Slow server',
    cause: 'Every answer takes four seconds.',
    inject: (desk) => {
      desk.switches.slowMs = 4000;
    },
    connecting: 'connected',
    checked: ['halo_slow'],
    diagnosed: { halo_slow: 'warning' },
  },
  {
    name: 'Read-only maintenance',
    cause: 'Halo accepts no changes for a while. Found only if writing is tested as well.',
    inject: (desk) => {
      desk.switches.maintenance = 'readOnly';
    },
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_read_only: 'warning' },
    checkWriting: true,
  },
  ...([400, 404, 405, 501] as const).map((status): ConnectionFault => ({
    name: `Writing answered with ${status}`,
    cause: `Halo answers every change with status ${status}. Found only if writing is tested as well.`,
    inject: (desk) => {
      const on = ({ method, path }: { method: string; path: string }): boolean =>
        method === 'POST' && path.startsWith('/api');
      const sentence = 'Changes are not possible here.';
      desk.api.faults.add({ fault: { kind: 'refused', status, sentence }, on, times: often });
    },
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_write_fails: 'warning' },
    checkWriting: true,
  })),
  {
    name: 'Old version with another list shape',
    cause: 'Lists come as bare arrays, without a count.',
    inject: (desk) => {
      desk.switches.containers = { Tickets: 'array', Client: 'array', Asset: 'array', Users: 'array', Site: 'array' };
    },
    connecting: 'connected',
    checked: ['halo_old_list_shape'],
    diagnosed: { halo_old_list_shape: 'warning' },
  },
  {
    name: 'Version that does not page a list',
    cause: 'The list of assets comes completely, whatever page is requested.',
    inject: (desk) => {
      desk.switches.ignoresPaging = { ...desk.switches.ignoresPaging, Asset: 'everything' };
    },
    connecting: 'connected',
    checked: ['halo_paging_ignored'],
    diagnosed: { halo_paging_ignored: 'warning' },
  },
  {
    name: 'Unreadable list',
    cause: 'A gateway truncates the answer.',
    inject: (desk) => {
      desk.api.faults.add({ fault: { kind: 'truncated' }, on: '/api/Asset', times: often });
    },
    connecting: 'connected',
    checked: ['halo_unreadable_answer'],
    diagnosed: { halo_unreadable_answer: 'warning' },
  },
  {
    name: 'Clocks that differ',
    cause: "The server's clock is ten minutes fast.",
    inject: (desk) => {
      desk.switches.dateHeader = { skewSeconds: 600 };
    },
    connecting: 'connected',
    checked: ['halo_clock_differs'],
    diagnosed: { halo_clock_differs: 'warning' },
  },
  {
    name: 'Dates in local time',
    cause: 'Halo writes its dates in a time zone two hours ahead of UTC.',
    inject: (desk) => {
      desk.switches.storedDatesAheadMinutes = 120;
      desk.tenant.tickets.edit(1001, { summary: 'Edited a moment ago' });
    },
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_dates_not_utc: 'warning' },
  },
];
