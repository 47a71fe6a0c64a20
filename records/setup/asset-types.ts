import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { flag, recordId, reference, text } from '../fields.js';

/** The model of an asset type. */
export const AssetType = /* @__PURE__ */ defineRecord('AssetType', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  group_id: reference('assetgroup_id', 'Group.'),
  group_name: text('assetgroup_name', 'Name of the group.'),
  key_field_name: text('keyfield_name', 'Attribute that its assets are called by.'),
  second_key_field_name: text('keyfield2_name', 'Second attribute that its assets are called by.'),
  third_key_field_name: text('keyfield3_name', 'Third attribute that its assets are called by.'),
  tag_prefix: text('tagprefix', 'What its asset tags begin with.'),
  is_service: flag('is_service', 'Whether its assets are services.'),
  is_business_application: flag('is_businessapp', 'Whether its assets are business applications.'),
  guid: text('guid', 'Globally unique id.'),
  icon: text('icon', 'Icon.'),
}));

/** Where asset types are listed. */
export const assetTypeList = {
  name: 'asset types',
  endpoint: '/AssetType',
  key: 'assettypes',
  params: {},
} as const satisfies SetupList;

/** Asset types. */
export const assetTypes: ReferenceSource = {
  model: AssetType,
  list: assetTypeList,
};
