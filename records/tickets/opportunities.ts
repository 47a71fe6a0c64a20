import { quantity, recordId, reference, text } from '../fields.js';
import { defineRecordWith } from '../define.js';
import type { TicketContext } from './context.js';
import { ticketFields } from './fields.js';
import { opportunityList } from './list.js';
import { ticketSource } from './source.js';

/** The model of an opportunity, which is a ticket with a value and a stage (halo-api.md §6.12). */
export const Opportunity = defineRecordWith<TicketContext>()('Opportunity', {
  id: recordId,
  ...ticketFields(),
  pipeline_stage_id: reference('pipeline_stage_id', 'Stage of the pipeline.'),
  opportunity_value: quantity('oppvalue', 'Value.'),
  opportunity_probability: quantity('oppconversionprobability', 'Probability of winning, in percent.'),
  opportunity_company: text('oppcompanyname', 'Company.'),
  opportunity_contact: text('oppcontactname', 'Contact.'),
  opportunity_email: text('oppemailaddress', 'E-mail address.'),
});

/** Opportunities, whichever other lists show them too. */
export const opportunities = ticketSource(Opportunity, opportunityList, {
  kind: 'opportunity',
  keepsKind: (kind) => kind === 'opportunity',
});
