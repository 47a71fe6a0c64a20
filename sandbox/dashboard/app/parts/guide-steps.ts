import guide from '../../../../docs/connect.md?raw';

/** A step of the connect guide: its heading, and the end of its address. */
export interface GuideStep {
  readonly title: string;
  readonly slug: string;
}

/** `Step 1: Find your Halo API details` as headings are addressed: `step-1-find-your-halo-api-details`. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

const steps = new Map(
  [...guide.matchAll(/^## (Step (\d+): .+)$/gm)].map(([, title = '', number = '']) => [
    number,
    { title, slug: slugOf(title) },
  ]),
);

/** What a sentence ends with when the remedy stands in the guide. */
const reference = / See step (\d+) of the connect guide\./;

/** The step that a slug such as `#step-1-find-your-halo-api-details`, or a sentence such as "See step 1 of …", names. */
export function stepIn(text: string | undefined): GuideStep | undefined {
  const number = /^#?step-(\d+)/.exec(text ?? '')?.[1] ?? reference.exec(text ?? '')?.[1];
  return number === undefined ? undefined : steps.get(number);
}

/** The sentence without it, where the step has a link of its own. */
export const withoutStep = (sentence: string): string => sentence.replace(reference, '');
