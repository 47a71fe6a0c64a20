/** A kind of generated file. Its output depends on the repository alone, so that `npm run check` can tell it stale. */
export interface Generator {
  /** What `npm run generate <name>` calls it. */
  readonly name: string;
  /** A folder that holds nothing but the files below, so that any other file in it is stale. */
  readonly folder?: string;
  /** Contents by path, relative to the repository at `root`. Reads what `npm run compile` left behind. */
  readonly files: (root: string) => Promise<ReadonlyMap<string, string>>;
}
