/** A rule of the tenant: it changes tickets that are written (halo-api.md §7.6). */
export interface TicketRule {
  readonly id: number;
  /** Values, by Halo's names, that a ticket must have for it; none matches every ticket. */
  readonly when: Readonly<Record<string, number | string>>;
  /** What it sets. */
  readonly set: Readonly<Record<string, number | string>>;
}

/** How changes are taken. */
export interface WriteSwitches {
  /** Body of a validation error: a JSON text as probed, or one of the other shapes (halo-api.md §10). */
  validationBody: 'string' | 'exception' | 'message' | 'error' | 'resultCode' | 'singleKey';
  /** Status of a create and of an update (halo-api.md §7.1: 201 for both; some clients accept any 2xx). */
  writeStatus: 200 | 201;
  /** What a write answers: the saved object, an array of it, an envelope, or nothing (halo-api.md §7.1). */
  writeReply: 'object' | 'array' | 'envelope' | 'empty';
  /** Name of the update stamp in replies to writes (halo-api.md §6.3: both captured). */
  replyStamp: 'last_update' | 'flastupdate';
  /** Rules that change tickets that are written; `dont_do_rules` keeps them out. */
  ticketRules: readonly TicketRule[];
  /** Fields, by Halo's names, that new tickets of a type must have (halo-api.md §7.2). */
  mandatoryFields: Readonly<Record<number, readonly string[]>>;
  /** Outcomes that the agent may not use (halo-api.md §7.3). */
  refusedOutcomes: readonly number[];
  /** Whether `third_party_id_string` is kept, and filters the list of tickets (halo-api.md §7.2: specified). */
  thirdPartyIds: 'filter' | 'kept' | 'dropped';
  /** Whether `new_related_tickets` relates tickets, or is ignored as an unknown field is (halo-api.md §7.2: specified). */
  relatedTickets: 'kept' | 'ignored';
  /** Whether `third_party_id` of an attachment is kept (halo-api.md §7.2: specified). */
  attachmentIds: 'kept' | 'dropped';
  /** Whether a change gives an appointment a new id (halo-api.md §4.1: "may", in production). */
  appointmentIds: 'kept' | 'new';
  /** Whether `new_external_link` becomes a link that the detail shows (halo-api.md §7.4: specified). */
  externalLinks: 'kept' | 'dropped';
  /**
   * Whether a custom field is emptied by the empty value of its type (0, an empty list, an empty text, null for a date), or
   * keeps what it has. Anything else that is empty is ignored in any case.
   */
  emptyFieldValues: 'taken' | 'ignored';
  /** Whether HTML that is sent is kept as it is, or loses elements without a text and all ids. */
  noteMarkup: 'kept' | 'cleaned';
}

export function writeDefaults(): WriteSwitches {
  return {
    validationBody: 'string',
    writeStatus: 201,
    writeReply: 'object',
    replyStamp: 'last_update',
    ticketRules: [],
    mandatoryFields: {},
    refusedOutcomes: [],
    thirdPartyIds: 'filter',
    relatedTickets: 'kept',
    attachmentIds: 'kept',
    appointmentIds: 'new',
    externalLinks: 'kept',
    emptyFieldValues: 'taken',
    noteMarkup: 'kept',
  };
}
