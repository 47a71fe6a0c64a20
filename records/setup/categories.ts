import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { quantity, recordId, reference, text } from '../fields.js';

/** The model of a category. Tickets carry the whole path as text, and the id of the category. */
export const Category = /* @__PURE__ */ defineRecord('Category', () => ({
  id: recordId,
  path: text('value', 'The whole path, its levels separated by ">".'),
  name: text('category_name', 'Name of the last level.'),
  level: quantity('type_id', 'Which of the four categories of a ticket it is for, 1 to 4.'),
  group_id: reference('category_group_id', 'Group.'),
  sla_id: reference('sla_id', 'Service level agreement that it brings.'),
  priority_id: reference('priority_id', 'Priority that it brings.'),
  itil_type_code: quantity('itilrequesttype', 'ITIL type, by number.'),
  notes: text('note', 'Notes.'),
  guid: text('guid', 'Globally unique id.'),
}));

/** Where categories are listed. */
export const categoryList = {
  name: 'categories',
  endpoint: '/Category',
  key: 'categories',
  params: {},
} as const satisfies SetupList;

/** Categories. */
export const categories: ReferenceSource = {
  model: Category,
  list: categoryList,
};
