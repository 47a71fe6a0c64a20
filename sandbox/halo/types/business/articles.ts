import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { PROBLEMS } from '../../records/words.js';

/** Articles of the knowledge base (Halo: KBArticle). What to do comes with the detail only. */
export const articles = describe({
  generate: (draw, id, layout) => ({
    ...history(layout, draw),
    name: `${draw.pick(PROBLEMS)} (${id})`,
    description: 'How to find out, and what to try first.',
    inactive: draw.chance(10),
    tag_string: draw.chance(50) ? 'network,vpn' : undefined,
  }),
  name: 'articles',
  endpoint: 'KBArticle',
  key: 'articles',
  scope: 'read:kb',
  hasIdList: false,
  search: ['name', 'description'],
  row: (record, { dates }) => ({
    id: record.id,
    name: record.name,
    description: record.description,
    type: 0,
    inactive: record.inactive,
    tag_string: record.tag_string,
    date_created: dates.stored(record.datecreated),
    date_edited: dates.stored(record.last_update),
    view_count: record.id % 7,
    useful_count: record.id % 3,
    notuseful_count: 0,
    customfields: [],
  }),
  detail: (record) => ({
    resolution: 'Restart it, then ask again.',
    description_html: `<p>${record.description}</p>`,
    resolution_html: '<p>Restart it, then ask again.</p>',
  }),
});
