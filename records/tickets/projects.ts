import { quantity, recordId, reference, text } from '../fields.js';
import { defineRecordWith } from '../define.js';
import type { TicketContext } from './context.js';
import { ticketFields } from './fields.js';
import { projectList } from './list.js';
import { ticketSource } from './source.js';

/** The model of a project, which is a ticket with hours of its own (halo-api.md §6.12). */
export const Project = defineRecordWith<TicketContext>()('Project', {
  id: recordId,
  ...ticketFields(),
  milestone_id: reference('milestone_id', 'Milestone of the project.'),
  milestone_name: text('milestone_name', 'Name of the milestone.'),
  project_budget_hours: quantity('projecttimebudget', 'Hours budgeted.'),
  project_actual_hours: quantity('projecttimeactual', 'Hours worked.'),
  project_completion: quantity('projectcompletionpercentage', 'Completed share, in percent.'),
});

/** Projects, whichever other lists show them too. */
export const projects = ticketSource(Project, projectList, {
  kind: 'project',
  keepsKind: (kind) => kind === 'project',
});
