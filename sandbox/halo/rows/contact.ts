import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import type { ContactRecord } from '../records/organisation.js';
import { customFields } from './custom-fields.js';
import { decimalId, type Row, type RowWriter } from './writer.js';

/** Fields that one contact in a few has. */
function rare({ id, firstname }: ContactRecord): Row {
  if (id % 7 !== 0) return {};
  return {
    email2: `person${id}@home.example`,
    email3: `person${id}@other.example`,
    homenumber: '+44 1632 962000',
    mobilenumber2: '+44 7700 900999',
    fax: '+44 1632 963000',
    whatsapp_number: '+44 7700 900888',
    onpremise_activedirectory_dn: `CN=${firstname},OU=Staff,DC=customer,DC=example`,
    okta_id: `okta-${id}`,
    connectwiseid: 8000 + id,
    autotaskid: 7000 + id,
    linked_agent_id: 3,
    other1: 'Desk 1',
    other2: 'Desk 2',
    other3: 'Desk 3',
    other4: 'Desk 4',
    other5: 'Desk 5',
  };
}

function fields(record: ContactRecord, writer: RowWriter): Row {
  return {
    id: record.id,
    name: `${record.firstname} ${record.surname}`,
    site_id: record.site_id,
    site_id_int: record.site_id,
    site_name: writer.siteName(record.site_id),
    client_id: record.client_id,
    client_name: writer.clientName(record.client_id),
    firstname: record.firstname,
    surname: record.surname,
    initials: record.firstname.slice(0, 1) + record.surname.slice(0, 1),
    title: record.title,
    emailaddress: record.emailaddress,
    phonenumber_preferred: record.phonenumber ?? record.mobilenumber,
    sitephonenumber: writer.tenant.sites.rows.read(record.site_id)?.phonenumber,
    phonenumber: record.phonenumber,
    mobilenumber: record.mobilenumber,
    telpref: 0,
    login: record.emailaddress,
    inactive: record.inactive,
    colour: '#2bd3c6',
    isimportantcontact: record.isimportantcontact,
    neversendemails: record.neversendemails,
    priority_id: 0,
    linked_agent_id: 0,
    covered_by_contract: false,
    isserviceaccount: record.isserviceaccount,
    is_prospect: false,
    messagegroup_id: -1,
    azureoid: record.azureoid,
    connectwiseid: 0,
    autotaskid: -1,
    use: 'user',
    ...rare(record),
  };
}

function text(writer: RowWriter, row: Row): string {
  const json = writer.text(row);
  return writer.switches.decimalIds ? decimalId(json, 'site_id') : json;
}

export function contactRow(record: ContactRecord, writer: RowWriter): string {
  return text(writer, {
    ...fields(record, writer),
    ...(writer.asks('includenotes') ? { notes: record.notes } : {}),
    key: record.id,
    table: 2,
    ...writer.listedCustomFields,
  });
}

export function contactItem(record: ContactRecord, writer: RowWriter): string {
  return text(writer, {
    ...fields(record, writer),
    notes: record.notes,
    department: record.id % 3 === 0 ? 'Accounts' : undefined,
    ismaincontact: writer.tenant.sites.rows.read(record.site_id)?.maincontact_id === record.id,
    datecreated: writer.dates.stored(record.datecreated),
    ulastupdate: writer.dates.stored(record.last_update),
    delegation_start: writer.dates.stored(undefined, SENTINEL.audit),
    delegation_end: writer.dates.stored(undefined, SENTINEL.audit),
    azure_last_login_date: writer.dates.stored(undefined, SENTINEL.audit),
    isexternal: false,
    customfields: customFields(writer, FIELD_USAGE.contacts, record.custom, record.id),
  });
}
