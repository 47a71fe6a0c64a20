import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { assetAttributes } from './asset-attributes.js';
import { agentReference, ids, named } from './composite-fields.js';
import { customFields } from './custom-fields.js';
import { recordSource } from './source.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { askedWith, inDetail } from './origin.js';

/** The model of an asset ("Device" in the schemas of Halo's API). It has no name: people know it by its tag and key fields. */
export const Asset = /* @__PURE__ */ defineRecord('Asset', () => ({
  id: recordId,
  tag: text('inventory_number', 'Tag.'),
  key_field: text('key_field', "Value of the type's first key attribute, often the name."),
  key_field_2: text('key_field2', "Value of the type's second key attribute."),
  key_field_3: text('key_field3', "Value of the type's third key attribute."),
  type_id: reference('assettype_id', 'Asset type.'),
  type_name: text('assettype_name', 'Name of the asset type.'),
  status_id: reference('status_id', 'Status.'),
  status_name: text('status_name', 'Name of the status.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  is_complete: isComplete,
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  site_id: reference('site_id', 'Site.'),
  site_name: text('site_name', 'Name of the site.'),
  notes: text('notes', 'Notes.', inDetail),
  users: named('users', { id: 'id', name: 'name' }, 'Contacts who use it.', inDetail),
  item_cost: quantity('item_cost', 'Cost of the item that it was made from.', inDetail),
  owner_name: text('username', 'Name of the contact who uses it.'),
  business_owner_id: agentReference('business_owner_id', 'Business owner.'),
  business_owner_name: text('business_owner_name', 'Name of the business owner.'),
  technical_owner_id: agentReference('technical_owner_id', 'Technical owner.'),
  technical_owner_name: text('technical_owner_name', 'Name of the technical owner.'),
  is_primary: flag('is_primary_asset', 'Whether it is the primary asset of its user.'),
  parent_id: reference('parent_id', 'Asset that it belongs to.'),
  child_id: reference('child_id', 'Asset that belongs to it.'),
  criticality: quantity('criticality', 'Criticality; -1 if not set.'),
  contract_id: reference('contract_id', 'Contract that covers it.'),
  contract_reference: text('contract_ref', 'Reference of the contract.'),
  contract_value: quantity('contract_value', 'Value of the contract.'),
  contract_ends_at: instant('contract_end_date', 'When the contract ends.'),
  warranty_starts_at: instant('warranty_start', 'When the warranty starts.'),
  warranty_ends_at: instant('warranty_end', 'When the warranty ends.'),
  purchased_at: instant('supplier_purchasedate', 'When it was bought.'),
  commissioned_at: instant('commissiondate', 'When it was put into use.'),
  stocked_at: instant('stock_date', 'When it came into stock.'),
  supplier_id: reference('supplier_id', 'Supplier.'),
  supplier_name: text('supplier_name', 'Name of the supplier.'),
  supplier_contract_id: reference('supplier_contract_id', 'Contract with the supplier.'),
  item_id: reference('item_id', 'Item of the product catalogue.'),
  item_name: text('item_name', 'Name of the item.'),
  service_ids: ids('service_ids', 'Services that depend on it.', askedWith('includeservices')),
  sla_id: reference('sla_id', 'Service level agreement.'),
  priority_id: reference('priority_id', 'Priority of tickets about it.'),
  device_number: quantity('device_number', 'Number of the device.'),
  third_party_id: externalId('third_party_id', 'Id in another product.'),
  updated_at: instant('last_modified', 'When it was changed last.', inDetail),
  ninjarmm_id: externalId('ninjarmm_id', 'Id in NinjaOne.'),
  datto_id: externalId('datto_id', 'Id in Datto RMM.'),
  automate_id: externalId('automate_id', 'Id in ConnectWise Automate.'),
  connectwise_rmm_id: externalId('connectwisermm_id', 'Id in ConnectWise RMM.'),
  atera_id: externalId('atera_id', 'Id in Atera.'),
  syncro_id: externalId('syncroid', 'Id in Syncro.'),
  kaseya_id: externalId('kaseya_id', 'Id in Kaseya.'),
  ncentral_id: externalId('nable_id', 'Id in N-able.'),
  intune_id: externalId('intune_id', 'Id in Microsoft Intune.'),
  auvik_id: externalId('auvik_device_id', 'Id in Auvik.'),
  addigy_id: externalId('addigy_id', 'Id in Addigy.'),
  liongard_id: externalId('liongard_id', 'Id in Liongard.'),
  domotz_id: externalId('domotz_id', 'Id in Domotz.'),
  passportal_id: externalId('passportal_id', 'Id in Passportal.'),
  servicenow_id: externalId('snow_id', 'Id in ServiceNow.'),
  tanium_id: externalId('tanium_id', 'Id in Tanium.'),
  itglue_url: text('itglue_url', 'Link to it in IT Glue.'),
  ninja_url: text('ninja_url', 'Link to it in NinjaOne.'),
  datto_url: text('datto_url', 'Link to it in Datto RMM.'),
  ncentral_url: text('ncentral_url', 'Link to it in N-central.'),
  attributes: assetAttributes,
  custom_fields: customFields(inDetail),
}));

/** Where assets are listed. */
export const assetList = {
  name: 'assets',
  endpoint: '/Asset',
  key: 'assets',
  // More than 50 is ignored: three independent sources (halo-api.md §3.4).
  pageSize: 50,
  idOnly: 'idonly',
  params: archivedToo,
  stamps: ['dlastupdate', 'last_modified', 'last_update'],
  scope: 'read:assets',
} as const satisfies HaloList;

/** Assets, archived ones included. */
export const assets = /* @__PURE__ */ recordSource(Asset, assetList, { customerField: 'client_id' });
