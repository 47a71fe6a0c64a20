import { z } from 'zod';

import type { InputProblem } from '../../halo/errors.js';
import { described } from '../../records/described.js';

/**
 * Most bytes of a file. Halo names no limit (halo-api.md §7.5); the output of a function has at most 2 MB
 * (nango-platform.md §8), and a dry run answers the whole request.
 */
export const largestFile = 1_000_000;

export const contentInput = {
  content_base64: described(
    z
      .string()
      .min(4)
      .max(4 * Math.ceil(largestFile / 3))
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'expected base64 without a prefix and without line breaks'),
    'What is in the file, as base64. At most 1,000,000 bytes before the encoding. Halo: data_base64.',
  ),
  content_type: described(
    z
      .string()
      .max(127)
      .regex(/^[\w.+-]+\/[\w.+-]+$/, 'expected a media type such as "text/plain"')
      .optional(),
    'Media type of the file. Default: application/octet-stream.',
  ),
};

interface Content {
  readonly content_base64: string;
  readonly content_type?: string | undefined;
}

/** What Halo is sent: the bytes with their type in front (halo-api.md §7.5). */
export function toDataUrl({ content_base64: data, content_type: type = 'application/octet-stream' }: Content): string {
  return `data:${type};base64,${data}`;
}

/** How many bytes a file has. */
export function sizeOf({ content_base64: data }: Content): number {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}

/** What is wrong with a file that cannot be told from its form. */
export function contentProblems(content: Content): InputProblem[] {
  const field = 'content_base64';
  if (content.content_base64.length % 4 !== 0) return [{ field, message: 'its length is no multiple of four' }];
  if (sizeOf(content) > largestFile) return [{ field, message: `the file has more than ${largestFile} bytes` }];
  return [];
}
