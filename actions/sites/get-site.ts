import { z } from 'zod';

import { described } from '../../records/described.js';
import { Site } from '../../records/sites.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { get, getting } from '../resource/get.js';
import { siteKind } from './kind.js';

export const getSite = defineFunction({
  ...getting,
  name: 'get-site',
  description: 'Read a site as it is now, with what lists leave out',
  instructions:
    'Use it when the id of a site is known. It carries what synced records lack, because only the detail of a site has it: custom fields, the name of its main contact, its e-mail domain and updated_at. search-sites finds ids.',
  scopes: ['read:customers'],
  example: { site_id: '31' },
  input: z.strictObject({ site_id: idInput('Site, by id.') }),
  output: z.object({ site: described(Site.schema, 'The site, as its sync saves it, and with its detail.') }),
  run: async (call, { site_id: id }) => ({ site: await get(call, siteKind, id) }),
});
