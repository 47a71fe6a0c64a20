import { Draw } from '../random.js';
import { FIELD_USAGE, generateValues, type FieldValues } from './custom-fields.js';
import { contactAtSite, customerOfSite, type Layout } from './layout.js';
import { history, type Archivable } from './organisation.js';
import { ASSET_TYPES } from './setup.js';
import { MODELS } from './words.js';

/** An asset (Halo: Device). It has no name: the tag is `inventory_number` (halo-api.md §6.7). */
export interface AssetRecord extends Archivable {
  readonly inventory_number: string;
  readonly client_id: number;
  readonly site_id: number;
  readonly user_id: number;
  readonly assettype_id: number;
  readonly status_id: number;
  readonly computer_name: string;
  readonly model: string;
  readonly serial_number: string;
  readonly ip_address?: string | undefined;
  readonly contract_id: number;
  readonly contract_end_date?: number | undefined;
  readonly supplier_id: number;
  readonly supplier_purchasedate?: number | undefined;
  readonly warranty_start?: number | undefined;
  readonly warranty_end?: number | undefined;
  readonly criticality: number;
  readonly datto_id?: string | undefined;
  readonly ninjarmm_id?: number | undefined;
  readonly intune_id?: string | undefined;
  readonly notes?: string | undefined;
  readonly datecreated: number;
  readonly custom: FieldValues;
}

const YEAR_MS = 365 * 86_400_000;

export function generateAsset(layout: Layout, id: number): AssetRecord {
  const draw = new Draw(layout.seed, 5, id);
  const site_id = layout.sites.count === 0 ? 0 : layout.sites.first + draw.int(layout.sites.count);
  const type = draw.pick(ASSET_TYPES);
  const dates = history(layout, draw);
  const warranty = draw.chance(70);
  const contract = draw.chance(40);
  return {
    id,
    ...dates,
    inventory_number: `${type.tagprefix}${String(id).padStart(4, '0')}`,
    client_id: customerOfSite(layout, site_id),
    site_id,
    user_id: contactAtSite(layout, site_id, draw.int(1000)),
    assettype_id: type.id,
    status_id: 1 + draw.int(3),
    inactive: draw.chance(10),
    computer_name: `CUST-${type.tagprefix}${id}`,
    model: draw.pick(MODELS),
    serial_number: `SN${draw.int(0x7fffffff).toString(36).toUpperCase()}`,
    ip_address: draw.chance(60) ? `192.0.2.${1 + draw.int(254)}` : undefined,
    // -1 = unset for contracts, 0 for most other ids (halo-api.md §6.1.3).
    contract_id: contract ? 1 + draw.int(5) : -1,
    contract_end_date: contract ? layout.newest + draw.int(YEAR_MS) : undefined,
    supplier_id: draw.int(3),
    supplier_purchasedate: warranty ? dates.datecreated : undefined,
    warranty_start: warranty ? dates.datecreated : undefined,
    warranty_end: warranty ? dates.datecreated + 3 * YEAR_MS : undefined,
    criticality: draw.chance(20) ? 1 + draw.int(3) : -1,
    datto_id: draw.chance(20) ? draw.guid() : undefined,
    ninjarmm_id: draw.chance(40) ? 1 + draw.int(9_999) : undefined,
    intune_id: draw.chance(20) ? draw.guid() : undefined,
    notes: draw.chance(10) ? 'Spare power supply in the cupboard.' : undefined,
    custom: generateValues(draw, FIELD_USAGE.assets, layout.newest),
  };
}
