/** GitHub's anchor for a heading: lower case, punctuation gone, blanks to hyphens. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Slugs of the guide's step headings ("## Step 1: …"), in order; headings inside code blocks do not count. */
export function stepsOf(markdown: string): string[] {
  return markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .split('\n')
    .flatMap((line) => /^#{1,6} +(Step .*?) *#*$/.exec(line)?.[1] ?? [])
    .map(slugOf);
}
