import { DateWriter } from '../dates.js';
import type { Row, RowContext } from '../records/row.js';
import { fieldOf } from '../records/type.js';
import type { Parameters } from '../parameters.js';
import type { Switches } from '../switches.js';
import type { Tenant } from '../tenant.js';

const NAME_PARAMETERS = ['includestatus', 'includeagent', 'includetickettype', 'includepriority'] as const;

/** Parameters that choose rows and change nothing in how a row is written. */
const CHOOSING = new Set(['pageinate', 'page_no', 'page_size', 'count', 'order', 'orderdesc', 'lastupdatefromdate']);

/** What the writers of rows need: the tenant for names, the request for `include…` parameters, the switches for style. */
export class RowWriter implements RowContext {
  readonly switches: Switches;
  readonly dates: DateWriter;
  /** Custom fields that ticket rows carry; none unless asked for (halo-api.md §6.2). */
  readonly customFieldIds: readonly number[] | undefined;
  readonly #names: ReadonlySet<string>;

  constructor(
    readonly tenant: Tenant,
    readonly parameters: Parameters,
  ) {
    this.switches = tenant.switches;
    this.dates = new DateWriter(this.switches);
    this.customFieldIds = parameters.numbers('include_custom_fields');
    const { rowNames } = this.switches;
    const wanted = (name: string): boolean =>
      rowNames === 'always' || (rowNames === 'whenAsked' && parameters.flag(name));
    this.#names = new Set(NAME_PARAMETERS.filter(wanted));
  }

  /**
   * Equal for two requests whose rows are written in the same way: same parameters (except for those that only select rows), same
   * switches, same names to look up.
   */
  style(): string {
    const { stores, attachments } = this.tenant;
    const versions = [...stores, attachments].map(({ rows }) => rows.settledVersion());
    return `${this.parameters.signature(CHOOSING)}|${JSON.stringify(this.switches)}|${versions.join()}`;
  }

  /** The row as JSON text, empty fields as the switch `emptyFields` says. */
  text(row: Row): string {
    return JSON.stringify(this.filled(row));
  }

  /** The row with its empty fields as they are sent; `JSON.stringify` leaves out what is undefined. */
  readonly filled = (row: Row): Row => {
    const { emptyFields } = this.switches;
    if (emptyFields === 'omitted') return row;
    const empty = emptyFields === 'null' ? null : '';
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === undefined ? empty : value]));
  };

  // Not methods: descriptions take them out of the writer.
  readonly nameOf = (type: string, id: number, field = 'name'): string | undefined => {
    const name = this.fieldIn(type, id, field);
    return typeof name === 'string' ? name : undefined;
  };

  readonly fieldIn = (type: string, id: number, field: string): unknown => {
    const record = this.tenant.store(type).rows.read(id);
    return record === undefined ? undefined : fieldOf(record, field);
  };

  readonly idsOf = (type: string): readonly number[] => this.tenant.store(type).ids();

  readonly clientName = (id: number): string => this.nameOf('customers', id) ?? 'Unknown';

  /** @param customer the customer that the site should belong to, where that matters */
  readonly siteName = (id: number, customer?: number): string => {
    if (customer !== undefined && this.fieldIn('sites', id, 'client_id') !== customer) return 'Unknown';
    return this.nameOf('sites', id) ?? 'Unknown';
  };

  readonly contactName = (id: number): string | undefined => {
    const contact = this.tenant.contacts.rows.read(id);
    return contact === undefined ? undefined : `${contact.firstname} ${contact.surname}`;
  };

  readonly agentName = (id: number): string => {
    const agent = this.tenant.agents.rows.read(id);
    return agent === undefined ? 'Unassigned' : `${agent.firstname} ${agent.surname}`;
  };

  /** @param action counts those of this action only */
  readonly attachmentCount = (ticket: number, action?: number): number => {
    const { attachments } = this.tenant;
    if (action === undefined) return attachments.countOf(ticket);
    return attachments.readOf(ticket).filter(({ action_id: of }) => of === action).length;
  };

  readonly teamName = (id: number): string | undefined => this.nameOf('teams', id);

  /** Whether rows carry the fields that a parameter such as `includetimetaken` asks for (switch `askedFields`). */
  asks(parameter: string): boolean {
    return this.switches.askedFields === 'always' || this.parameters.flag(parameter);
  }

  /** Whether details of records with custom fields hold what lists leave out (switch `detailFields`). */
  get hasDetails(): boolean {
    return this.switches.detailFields === 'always' || this.parameters.flag('includedetails');
  }

  /** `customfields` in list rows whose custom fields only the detail has: left out, or null. */
  get listedCustomFields(): Row {
    return this.switches.listedCustomFields === 'null' ? { customfields: null } : {};
  }

  /** Whether rows carry a name that has to be asked for. */
  wantsName(parameter: (typeof NAME_PARAMETERS)[number]): boolean {
    return this.#names.has(parameter);
  }

  /** Whether rows carry any such name. */
  get wantsNames(): boolean {
    return this.#names.size > 0;
  }
}

/** Writes ids as decimals, `"client_id":21.0`, as sites and contacts have them (halo-api.md §6.1.3). */
export function decimalId(text: string, field: string): string {
  return text.replace(new RegExp(`"${field}":(\\d+)(?=[,}])`), `"${field}":$1.0`);
}
