import { z } from 'zod';

import { choiceKinds } from '../choices/kinds.js';
import { customFields } from '../fields/custom-fields.js';
import { longestText } from '../fields/html.js';
import { named } from '../fields/named.js';
import { instant, quantity, reference, text, title } from '../fields/plain.js';
import { givenAttributes } from './attributes.js';

/** What can be written of an asset. Names are those of the record. */
export const assetFields = {
  tag: title('inventory_number', 'Tag, which people know it by.'),
  type: named(choiceKinds.assetType, 'assettype_id', 'Asset type.', { shownAs: 'type_id' }),
  site_id: reference('site_id', 'Site, by id. Its customer is filled in.'),
  status_id: reference('status_id', 'Status, by id.'),
  notes: text('notes', 'Notes.', longestText),
  criticality: quantity('criticality', 'Criticality; -1 if not set.', z.number().int().min(-1).max(100)),
  contract_id: reference('contract_id', 'Contract that covers it, by id.'),
  supplier_id: reference('supplier_id', 'Supplier, by id.'),
  business_owner: named(choiceKinds.agent, 'business_owner_id', 'Business owner, an agent.', {
    shownAs: 'business_owner_id',
  }),
  technical_owner: named(choiceKinds.agent, 'technical_owner_id', 'Technical owner, an agent.', {
    shownAs: 'technical_owner_id',
  }),
  parent_id: reference('parent_id', 'Asset that it belongs to, by id.'),
  warranty_starts_at: instant('warranty_start', 'When the warranty starts.'),
  warranty_ends_at: instant('warranty_end', 'When the warranty ends.'),
  purchased_at: instant('supplier_purchasedate', 'When it was bought.'),
  attributes: givenAttributes,
  custom_fields: customFields('other'),
};

/** The customer of its site, which Halo is sent beside it (halo-api.md §7.4). */
export const customerOfSite = reference('client_id', 'Customer, by id.');
