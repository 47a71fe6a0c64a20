import { quantity, recordId, reference, text } from '../fields.js';
import { defineRecordWith } from '../define.js';
import type { TicketContext } from './context.js';
import { ticketFields } from './fields.js';
import { onlyFor } from './only-for.js';

/** The model of a ticket. Its rows may be projects and opportunities too, which have models of their own. */
export const Ticket = defineRecordWith<TicketContext>()('Ticket', {
  id: recordId,
  ...ticketFields(),
  milestone_id: reference('milestone_id', 'Milestone of the project.'),
  milestone_name: text('milestone_name', 'Name of the milestone.'),
  pipeline_stage_id: onlyFor('opportunity', reference('pipeline_stage_id', 'Opportunity: stage of the pipeline.')),
  opportunity_value: onlyFor('opportunity', quantity('oppvalue', 'Opportunity: value.')),
  opportunity_probability: onlyFor(
    'opportunity',
    quantity('oppconversionprobability', 'Opportunity: probability of winning, in percent.'),
  ),
  opportunity_company: onlyFor('opportunity', text('oppcompanyname', 'Opportunity: company.')),
  opportunity_contact: onlyFor('opportunity', text('oppcontactname', 'Opportunity: contact.')),
  opportunity_email: onlyFor('opportunity', text('oppemailaddress', 'Opportunity: e-mail address.')),
  project_budget_hours: onlyFor('project', quantity('projecttimebudget', 'Project: hours budgeted.')),
  project_actual_hours: onlyFor('project', quantity('projecttimeactual', 'Project: hours worked.')),
  project_completion: onlyFor(
    'project',
    quantity('projectcompletionpercentage', 'Project: completed share, in percent.'),
  ),
});
