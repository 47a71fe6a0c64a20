import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { tags } from './composite-fields.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { inDetail } from './origin.js';

/**
 * The model of an article of the knowledge base. Left out on purpose, because they move by themselves and would report
 * articles as changed: `view_count`, `useful_count`, `notuseful_count`, `search_score`.
 */
export const Article = /* @__PURE__ */ defineRecord('Article', () => ({
  id: recordId,
  title: text('name', 'Title.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  type_code: quantity('type', 'Type, by number.'),
  problem: text('description', 'Problem, as text.'),
  problem_html: text('description_html', 'Problem, as HTML.', inDetail),
  resolution: text('resolution', 'Resolution, as text.', inDetail),
  resolution_html: text('resolution_html', 'Resolution, as HTML.', inDetail),
  internal_note: text('internalmemoagent', 'Note that customers do not see.'),
  tags: tags('tag_string', 'Tags.'),
  author_id: reference('creator_id', 'Agent who wrote it.'),
  author_name: text('creator_name', 'Name of that agent.'),
  editor_id: reference('editor_id', 'Agent who changed it last.'),
  editor_name: text('editor_name', 'Name of that agent.'),
  ticket_id: reference('ticket_id', 'Ticket that it was written for.'),
  url: text('link', 'Address elsewhere.'),
  review_due_at: instant('next_review_date', 'When it is to be reviewed.'),
  reviewed_at: instant('last_review_date', 'When it was reviewed last.'),
  visible_from: instant('limit_start_date', 'First day on which it is shown.'),
  visible_until: instant('limit_end_date', 'Last day on which it is shown.'),
  created_at: instant('date_created', 'When it was created.'),
  updated_at: instant('date_edited', 'When it was changed last.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where articles are listed. */
export const articleList = {
  name: 'articles',
  endpoint: '/KBArticle',
  key: 'articles',
  pageSize: 100,
  params: archivedToo,
  hasLongTexts: true,
  stamps: ['date_edited'],
  scope: 'read:kb',
} as const satisfies HaloList;

/** Articles of the knowledge base, archived ones included. */
export const articles = /* @__PURE__ */ recordSource(Article, articleList);
