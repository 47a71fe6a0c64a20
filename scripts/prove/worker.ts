import { search } from '../../tests/properties/prove.js';
import { subjects } from '../../tests/properties/subject.js';

/** Searches one share of the schedules of one sync, and prints the result as one line of JSON. */
const [sync, runs, seed] = process.argv.slice(2);
const subject = subjects.find((candidate) => candidate.sync === sync);
if (!subject) throw new Error(`No sync is called ${String(sync)}`);
const result = await search(subject, { runs: Number(runs), seed: Number(seed) });
process.stdout.write(`${JSON.stringify(result)}\n`);
