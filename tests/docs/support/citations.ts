import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { fromMarkdown } from 'mdast-util-from-markdown';

import { ROOT, textOf, type Node, type Page } from './pages.js';

/** A place that names a document of this repository, or a section of one: `halo-api.md §3.2`. */
export interface Citation {
  readonly path: string;
  readonly line: number;
  /** As it is written: a name or a path. `undefined` for a section of which nothing says what document it is in. */
  readonly document: string | undefined;
  /** The number of a heading, such as `3.2`. */
  readonly section?: string;
  readonly anchor?: string;
}

const skipped = new Set(['node_modules', '.git', 'build', '.nango', 'coverage', 'package-lock.json']);

/** Texts in which documents may be cited: code, pages, definitions, contracts. */
export function citingFiles(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return citingFiles(path);
    return /\.(ts|js|md|json|ya?ml)$/.test(entry.name) ? [relative(ROOT, path)] : [];
  });
}

/** All citations of a file. */
export function citationsIn(path: string, text = readFileSync(join(ROOT, path), 'utf8')): Citation[] {
  return path.endsWith('.md') ? inPage(path, text) : inCode(path, text, 1);
}

const external = /\bhttps?:\/\/[^\s)'"`]+/g;
const mention = /([\w./-]*[\w-]\.md)\b(?:#([\w-]+))?|§\s?(\d+(?:\.\d+)*)(?:–§?(\d+(?:\.\d+)*))?/g;

/** Citations of a stretch of text, whose sections belong to the document that is named last before them. */
function inText(path: string, line: number, text: string, named: string | undefined): [Citation[], string | undefined] {
  const found: Citation[] = [];
  let document = named;
  for (const [, name, anchor, from, to] of text.replace(external, '').matchAll(mention)) {
    if (name !== undefined) {
      document = name;
      found.push({ path, line, document, ...(anchor === undefined ? {} : { anchor }) });
    }
    for (const section of [from, to]) if (section !== undefined) found.push({ path, line, document, section });
  }
  return [found, document];
}

/** In code a section may stand on a later line than its document, in the same comment. */
function inCode(path: string, text: string, firstLine: number): Citation[] {
  const found: Citation[] = [];
  let document: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (!/^\s*(\*|\/\/|#)/.test(line)) document = undefined;
    const [citations, named] = inText(path, firstLine + index, line, document);
    found.push(...citations);
    document = named;
  }
  return found;
}

/** In a page sections are those of the document that their paragraph names, or that their link leads to. */
function inPage(path: string, text: string): Citation[] {
  const found: Citation[] = [];
  const tree = fromMarkdown(text);
  const definitions = new Map<string, string>();
  const define = (node: Node): void => {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
    if ('children' in node) node.children.forEach(define);
  };
  define(tree);
  // A page with numbered headings may cite itself by number alone.
  const own = /^#+ \d/m.test(text) ? path : undefined;
  let document: string | undefined;
  const visit = (node: Node): void => {
    const line = node.position?.start.line ?? 0;
    if (['paragraph', 'heading', 'tableCell'].includes(node.type)) document = own;
    if (node.type === 'code') found.push(...inCode(path, node.value, line + 1));
    if (node.type === 'link' || node.type === 'linkReference') {
      const url = node.type === 'link' ? node.url : (definitions.get(node.identifier) ?? '');
      found.push(...inLink(path, line, textOf(node), url));
      return;
    }
    if (node.type === 'text' || node.type === 'inlineCode') {
      const [citations, named] = inText(path, line, node.value, document);
      found.push(...citations);
      document = named;
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  return found;
}

function inLink(path: string, line: number, text: string, url: string): Citation[] {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return [];
  const [file = '', anchor] = url.split('#');
  const target = file === '' ? path : join(dirname(path), file);
  const [sections] = inText(path, line, text, target);
  return sections.map((citation) => ({ ...citation, ...(anchor === undefined ? {} : { anchor }) }));
}

/** The document that a citation names: by its path from the citing file or from the top, or by its name alone. */
function documentOf({ path, document = '' }: Citation, pages: readonly Page[]): Page | undefined {
  const candidates = [join(dirname(path), document), document];
  const byPath = pages.find((page) => candidates.includes(page.path));
  return byPath ?? (document.includes('/') ? undefined : pages.find((page) => page.path.endsWith(`/${document}`)));
}

/** What is wrong with a citation, or nothing. */
export function citationProblem(citation: Citation, pages: readonly Page[]): string | undefined {
  const { path, line, document, section, anchor } = citation;
  const place = `${path}:${line}: `;
  if (document === undefined) return `${place}§${section ?? ''} names no document`;
  const page = documentOf(citation, pages);
  if (!page) return `${place}there is no document ${document}`;
  const heading = section === undefined ? undefined : page.sections.get(section);
  if (section !== undefined && heading === undefined) return `${place}${page.path} has no section ${section}`;
  if (anchor !== undefined && !page.anchors.has(anchor)) return `${place}${page.path} has no heading for #${anchor}`;
  if (heading !== undefined && anchor !== undefined && heading !== anchor)
    return `${place}the link of §${section ?? ''} leads to #${anchor}`;
  return undefined;
}
