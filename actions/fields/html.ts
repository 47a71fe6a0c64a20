import type { z } from 'zod';

import { sameValue, type WriteField } from './field.js';
import { text } from './plain.js';

/** Longest text of a ticket or an action, in characters. Halo names no limit; this keeps a request below a megabyte. */
export const longestText = 100_000;

/**
 * A plain text that Halo keeps as HTML, from which it makes the plain text again by taking the tags away
 * (halo-api.md §6.10). Line breaks become tags, because bare ones collapse (halo-api.md §7.3).
 *
 * @param key the key of the HTML, which is written
 * @param plainKey the key of the plain text, which rows carry
 */
export function textAsHtml(key: string, plainKey: string, description: string): WriteField<z.ZodString> {
  return {
    ...text(key, description, longestText),
    holds: (row, value) => sameText(row[plainKey], value),
    write: (value) => ({ [key]: toHtml(value) }),
    shows: (row, sent) => sameText(row[plainKey], toPlain(String(sent[key]))),
  };
}

/** A text that is HTML already. Rows do not carry it, so nothing is told from them. */
export function html(key: string, description: string): WriteField<z.ZodString> {
  return { ...text(key, description, longestText), shows: () => true };
}

/** HTML that shows a plain text as it is, line by line. */
function toHtml(plain: string): string {
  const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replace(/\r\n?|\n/g, '<br>')}</p>`;
}

/** The text of HTML without its tags, as Halo makes it. */
function toPlain(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

/** Line breaks and spaces are lost on the way, so only what is read counts. */
function sameText(one: unknown, other: string): boolean {
  const squeeze = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\s+/g, '') : value);
  return sameValue(squeeze(one), squeeze(other));
}
