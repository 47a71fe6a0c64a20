import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { fromMarkdown } from 'mdast-util-from-markdown';

import { slugOf } from '../../../scripts/definition/guide.js';

export const ROOT = join(import.meta.dirname, '../../..');

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  /** What follows the language, such as `alone`. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

/** A link or a picture. */
export interface Link {
  readonly url: string;
  readonly line: number;
}

/** Text between single backticks. */
export interface InlineCode {
  readonly text: string;
  readonly line: number;
}

/** A page of Markdown, as far as it can be checked. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly anchors: ReadonlySet<string>;
  /** Numbers that headings start with, such as `3.2`, and the anchors of these headings. */
  readonly sections: ReadonlyMap<string, string>;
  readonly blocks: readonly CodeBlock[];
  readonly links: readonly Link[];
  readonly codes: readonly InlineCode[];
}

export type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

/** Every page that readers are meant to read: README and its like, the guides, the examples. */
export function readPages(): Page[] {
  const inFolder = (folder: string, recursive: boolean): string[] =>
    readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file));
  const paths = [...inFolder('.', false), ...inFolder('docs', true), ...inFolder('examples', true)];
  return paths.sort().map((path) => readPage(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** Reads one page's text. */
export function readPage(path: string, text: string): Page {
  const anchors = new Set<string>();
  const sections = new Map<string, string>();
  const blocks: CodeBlock[] = [];
  const links: Link[] = [];
  const codes: InlineCode[] = [];
  const visit = (node: Node): void => {
    const line = node.position?.start.line ?? 0;
    if (node.type === 'heading') {
      const anchor = addAnchor(anchors, slugOf(textOf(node)));
      const [, number] = /^(\d+(?:\.\d+)*)\.?\s/.exec(textOf(node)) ?? [];
      if (number !== undefined) sections.set(number, anchor);
    }
    if (node.type === 'html')
      for (const [, id = ''] of node.value.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
    if (node.type === 'code') blocks.push({ language: node.lang ?? '', info: node.meta ?? '', text: node.value, line });
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      links.push({ url: node.url, line });
    if (node.type === 'inlineCode') codes.push({ text: node.value, line });
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(text));
  return { path, anchors, sections, blocks, links, codes };
}

/** As GitHub does: the second heading of the same name gets `-1`. */
function addAnchor(anchors: Set<string>, slug: string): string {
  let candidate = slug;
  for (let count = 1; anchors.has(candidate); count += 1) candidate = `${slug}-${count}`;
  anchors.add(candidate);
  return candidate;
}

/** The text of a node without its markup. */
export function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

const isExternal = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url);

/** What is wrong with a page's links to other places of the repository, one sentence each. */
export function brokenLinks(page: Page, pages: readonly Page[]): string[] {
  return page.links.flatMap(({ url, line }) => {
    if (isExternal(url)) return [];
    const [file = '', anchor] = url.split('#');
    const target = file === '' ? page.path : join(dirname(page.path), decodeURIComponent(file));
    const place = `${page.path}:${line}: ${url}`;
    if (!existsSync(join(ROOT, target)) && target !== page.path) return [`${place}: there is no ${target}`];
    const found = [page, ...pages].find(({ path }) => path === target);
    if (anchor === undefined || found?.anchors.has(anchor)) return [];
    return [`${place}: ${target} has no heading for #${anchor}`];
  });
}

/** Pages that cannot be reached from a page by links, whichever way one goes. */
export function unreachablePages(from: string, pages: readonly Page[]): string[] {
  const reached = new Set<string>();
  const toVisit = [from];
  for (let path = toVisit.pop(); path !== undefined; path = toVisit.pop()) {
    const page = pages.find((candidate) => candidate.path === path);
    if (!page || reached.has(path)) continue;
    reached.add(path);
    for (const { url } of page.links) {
      if (isExternal(url)) continue;
      const target = join(dirname(path), decodeURIComponent(url.split('#')[0] ?? ''));
      // A link to a folder shows the README in it.
      toVisit.push(target, join(target, 'README.md'));
    }
  }
  return pages.map(({ path }) => path).filter((path) => !reached.has(path));
}

const FOLDERS =
  /^(?:connection|docs|examples|halo|integrations|providers|records|sandbox|scripts|syncs|tests)\/[\w./-]*$/;

/** Files and folders of the repository that a page names in its text and that are not there. */
export function missingPaths(page: Page): string[] {
  return page.codes
    .filter(({ text }) => FOLDERS.test(text) && !existsSync(join(ROOT, text)))
    .map(({ text, line }) => `${page.path}:${line}: there is no ${text}`);
}
