import { readDate } from '../../../halo/values/dates.js';
import { isRow } from '../../../halo/values/rows.js';
import type { Switches } from '../../../sandbox/halo/index.js';
import type { Answer } from '../answer.js';
import { cannotBeRead, differs, holds, unknown, type Question } from '../question.js';

const minute = 60_000;

/** Headers that say how many requests are left, as gateways name them (halo-api.md §8). */
const remainingHeaders = ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'];

const rateLimit: Question = {
  name: 'rateLimit',
  asks: 'Whether answers say how many requests are left; the limit itself is not tried out.',
  async ask(samples) {
    const { headers } = await samples.get('Status');
    const name = remainingHeaders.find((header) => headers[header] !== undefined);
    if (name === undefined) return unknown('They do not, and the limit is not tried out.');
    return unknown(`The header ${name} does. The limit itself is not tried out.`);
  },
};

const serverTime = (answer: Answer): number => Date.parse(String(answer.headers['date']));

const dateHeader: Question = {
  name: 'dateHeader',
  asks: "Whether answers carry the server's time.",
  async ask(samples) {
    const time = serverTime(await samples.get('Status'));
    return Number.isNaN(time) ? differs('They do not.', { dateHeader: 'missing' }) : holds('They do.');
  },
};

const clockAheadSeconds: Question = {
  name: 'clockAheadSeconds',
  asks: "The server's time beside this machine's.",
  async ask({ halo }) {
    const time = serverTime(await halo.get('Status'));
    if (Number.isNaN(time)) return unknown("The server's time does not come.");
    const ahead = Math.round((time - Date.now()) / minute);
    if (Math.abs(ahead) < 2) return holds('They agree to two minutes.');
    return differs(`They differ by ${ahead} minutes.`, { clockAheadSeconds: ahead * 60 });
  },
};

const storedDatesAheadMinutes: Question = {
  name: 'storedDatesAheadMinutes',
  asks: "The stamp of the newest ticket beside the server's time.",
  async ask(samples) {
    const query = { pageinate: true, page_no: 1, page_size: 5, order: 'last_update', orderdesc: true };
    const newest = await samples.list('Tickets', query);
    const stamp = readDate(newest?.rows[0]?.['last_update']);
    const time = newest === undefined ? Number.NaN : serverTime(newest);
    if (typeof stamp !== 'string' || Number.isNaN(time)) return unknown('There is no stamp, or no time, to compare.');
    const ahead = Math.round((Date.parse(stamp) - time) / (15 * minute)) * 15;
    if (ahead > 0) return differs(`It is ${ahead} minutes ahead.`, { storedDatesAheadMinutes: ahead });
    if (ahead === 0) return holds('It is of the last minutes, and not ahead.');
    return unknown('The newest ticket did not change just now; a stamp behind the clock says nothing.');
  },
};

function shapeOf({ text, body }: Answer): Switches['errorBody'] | undefined {
  if (text.trim() === '') return 'empty';
  if (typeof body === 'string') return 'string';
  if (!isRow(body)) return /<html/i.test(text) ? 'html' : undefined;
  if ('ClassName' in body) return 'exception';
  if ('Message' in body) return 'message';
  if ('resultCode' in body) return 'resultCode';
  return 'error' in body ? 'error' : undefined;
}

const errorBody: Question = {
  name: 'errorBody',
  asks: 'A ticket that does not exist.',
  async ask(samples) {
    const answer = await samples.get('Tickets/2147483647');
    if (answer.status < 400) return unknown('It is not refused.');
    const shape = shapeOf(answer);
    if (shape === undefined) return unknown('The refusal comes in a shape that no switch imitates.');
    return shape === 'empty'
      ? holds('The refusal is empty.')
      : differs(`The refusal is: ${shape}.`, { errorBody: shape });
  },
};

const hostAnswers: Question = {
  name: 'hostAnswers',
  asks: 'Whether the address answers as Halo does.',
  async ask(samples) {
    const me = await samples.get('Agent/me');
    if (me.status === 200 && isRow(me.body)) return holds('It does.');
    return (await samples.list('Status')) ? holds('It does.') : unknown('Neither the agent nor a list can be read.');
  },
};

const instance: Question = {
  name: 'instance',
  asks: '`/api/InstanceInfo`.',
  async ask({ halo }) {
    const { body } = await halo.open('InstanceInfo');
    if (!isRow(body)) return unknown('It does not answer.');
    const version = body['version'];
    const isNamed = typeof body['product'] === 'string' && typeof version === 'string';
    if (!isNamed) return unknown(`It answers without the assumed names, with ${Object.keys(body).length} fields.`);
    return holds(/^\d+(\.\d+)*$/.test(version) ? `Version ${version}.` : 'It has the assumed names.');
  },
};

/** The server around the lists. */
export const serverQuestions: readonly Question[] = [
  rateLimit,
  dateHeader,
  clockAheadSeconds,
  storedDatesAheadMinutes,
  errorBody,
  cannotBeRead('delayedVisibilitySeconds', 'something would have to be written.'),
  cannotBeRead('restoreBumpsLastUpdate', 'something would have to be written.'),
  cannotBeRead('deleteBumpsLastUpdate', 'something would have to be written.'),
  cannotBeRead('moveBumpsLastUpdate', 'something would have to be written.'),
  cannotBeRead('attachmentContent', 'a file of the tenant would have to be downloaded.'),
  cannotBeRead('maintenance', 'it is a state that passes.'),
  hostAnswers,
  cannotBeRead('longestQuery', 'a request that is refused for its length would look like an attack.'),
  cannotBeRead('slowMs', 'how quick a tenant is at the moment says little.'),
  instance,
];
