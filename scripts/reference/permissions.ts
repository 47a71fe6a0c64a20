import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Generator } from '../generated/generator.js';
import { formatted } from './format.js';
import { readFunctions, type Functions } from './functions.js';
import { insertBetween } from './marked.js';

const GUIDE = 'docs/connect.md';

/** The table of permissions in the connect guide, between its markers; the guide's prose is written by hand. */
export const permissions: Generator = {
  name: 'permissions',
  files: async (root) => {
    const guide = await readFile(join(root, GUIDE), 'utf8');
    const table = await formatted(root, GUIDE, permissionTable(await readFunctions(root)));
    return new Map([[GUIDE, insertTable(guide, table)]]);
  },
};

/** The guide with the table between its markers. @throws when the markers are missing */
export function insertTable(guide: string, table: string): string {
  return insertBetween({ path: GUIDE, text: guide }, 'permissions', table);
}

/** Which permission is needed for which records and actions, as Markdown. */
export function permissionTable({ syncs, actions }: Pick<Functions, 'syncs' | 'actions'>): string {
  const scopes = [...new Set([...syncs, ...actions].flatMap((declared) => declared.scopes))].sort(readingFirst);
  const rows = scopes.map((scope) => {
    const needs = (list: readonly { name: string; scopes: readonly string[] }[]): string =>
      sentence(list.filter((declared) => declared.scopes.includes(scope)).map(({ name }) => name));
    return `| \`${scope}\` | ${needs(syncs)} | ${needs(actions)} |`;
  });
  return ['| Permission in Halo | Records that need it | Actions that need it |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** `read:` before `edit:`, then by name. */
function readingFirst(a: string, b: string): number {
  const rank = (scope: string): string => `${scope.startsWith('read:') ? 0 : 1}${scope}`;
  return rank(a) < rank(b) ? -1 : 1;
}

/** Function names as words: `["ticket-actions", "tickets"]` becomes "Ticket actions, tickets". */
function sentence(names: readonly string[]): string {
  const text = names.map((name) => name.replaceAll(/[-_]/g, ' ')).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
