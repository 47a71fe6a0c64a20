import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets by name, and the search for them wherever something was written. */
export class Secrets {
  /** How each secret may look: as it is, and as headers, addresses and JSON carry it. */
  readonly #forms: readonly (readonly [name: string, forms: readonly string[]])[];

  /** @param secrets values that occur nowhere else, so that to find one is to find a leak */
  constructor(secrets: Readonly<Record<string, string>>) {
    this.#forms = Object.entries(secrets).map(([name, secret]) => {
      if (secret.length < 8) throw new RangeError(`${name} is too short to be told from other text`);
      return [name, formsOf(secret)];
    });
  }

  /** @returns the names of the secrets that a text holds, or bytes */
  in(text: string | Buffer): string[] {
    const found = this.#forms.filter(([, forms]) => forms.some((form) => text.includes(form)));
    return found.map(([name]) => name);
  }

  /** @returns a line for each secret in a file below a folder, `path: name`; links are looked at and not followed */
  async inFolder(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const found = await Promise.all(
      entries.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const content = entry.isFile() ? await readFile(path) : entry.isSymbolicLink() ? await readlink(path) : '';
        return [...this.in(content), ...this.in(entry.name)].map((name) => `${path}: ${name}`);
      }),
    );
    return found.flat();
  }
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([secret, json, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), ...base64Of(secret)]),
  ];
}

/** The middle of a text's base64 at each of the three places where it may begin: in `id:secret`, it depends on the id. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    // Without the characters that share bits with what stands before, or after.
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return bytes.toString('base64').slice(from, to);
  });
}
