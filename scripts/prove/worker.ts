import { search } from '../../tests/properties/prove.js';
import { subjectOf } from '../../tests/support/kinds.js';
import { variantLike, variants } from '../../tests/properties/variants.js';
import { switchesLike } from '../survey/file.js';

/**
 * Searches one share of the schedules of one sync, and prints the result as one line of JSON. The last argument, if
 * there is one, is the file of a survey.
 */
const [sync, runs, seed, like] = process.argv.slice(2);
const subject = subjectOf(String(sync));
const builds = like === undefined ? variants : [...variants, variantLike(like, await switchesLike(like))];
const result = await search(subject, { runs: Number(runs), seed: Number(seed), builds });
process.stdout.write(`${JSON.stringify(result)}\n`);
