/** How single values are written. */
export interface ValueSwitches {
  /** A field without a value: left out, `null` or `""` (halo-api.md §6.1.1). */
  emptyFields: 'omitted' | 'null' | 'blank';
  /**
   * Date text: as captured (stored values naive, computed ones with `Z`, action times with ticks), or all in the same form
   * (halo-api.md §6.1.2).
   */
  dates: 'captured' | 'naive' | 'z' | 'ticks' | 'offset';
  /**
   * Minutes by which stored values are ahead of UTC, as if written in a local zone (halo-api.md §13.8: assumed not).
   */
  storedDatesAheadMinutes: number;
  /**
   * Which empty dates are written as 1899, 1900 or year 1: the captured fields, all date fields, none
   * (halo-api.md §6.1.2).
   */
  sentinelDates: 'captured' | 'everywhere' | 'never';
  /**
   * Status, priority, type and agent names in ticket rows: with `includestatus=true` and the like, never, always
   * (halo-api.md §6.3).
   */
  rowNames: 'whenAsked' | 'never' | 'always';
  /** `client_id` of sites and `site_id` of contacts written as decimals, `21.0` (halo-api.md §6.1.3). */
  decimalIds: boolean;
  /** Zero-width characters inside some text values (halo-api.md §6.1.4). */
  zeroWidthCharacters: boolean;
  /**
   * The name of the update stamp in ticket rows (halo-api.md §6.3: both seen in replies to writes; `last_update` in
   * lists).
   */
  lastUpdateKey: 'last_update' | 'flastupdate' | 'lastupdate';
  /** Select values come as number and as text in one answer (halo-api.md §6.2), or always as one of them. */
  selectValues: 'mixed' | 'number' | 'text';
  /**
   * Fields that list rows carry only when they are asked for, such as `timetaken` with `includetimetaken=true`
   * (halo-api.md §6.3; docs/reference/halo-fields.md), or always.
   */
  askedFields: 'whenAsked' | 'always';
  /**
   * An agent's `teams`: all teams, those of which it is a member marked with `in_section`, or its own alone, unmarked
   * (halo-api.md §6.8: all of them, specified and reported).
   */
  agentTeams: 'allMarked' | 'ownOnly';
  /** The priority in ticket rows: none, or an object with its name (halo-api.md §6.3: reported). */
  priorityInRows: 'none' | 'object';
  /** `customfields` in list rows of customers, sites, contacts and assets: absent, or null (halo-api.md §6.2). */
  listedCustomFields: 'absent' | 'null';
  /**
   * What lists leave out of customers, sites, contacts and assets: in every detail, or only with `includedetails=true`
   * (halo-api.md §4.3: specified; no capture tells).
   */
  detailFields: 'always' | 'whenAsked';
  /** `team_id` beside the team's name in ticket rows (halo-api.md §6.3: newer builds only). */
  teamIdInRows: boolean;
}

export function valueDefaults(): ValueSwitches {
  return {
    emptyFields: 'omitted',
    dates: 'captured',
    storedDatesAheadMinutes: 0,
    sentinelDates: 'captured',
    rowNames: 'whenAsked',
    decimalIds: true,
    zeroWidthCharacters: true,
    lastUpdateKey: 'last_update',
    selectValues: 'mixed',
    askedFields: 'whenAsked',
    agentTeams: 'allMarked',
    priorityInRows: 'none',
    listedCustomFields: 'absent',
    detailFields: 'always',
    teamIdInRows: true,
  };
}
