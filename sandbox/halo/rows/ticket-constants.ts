/**
 * Fields that a list row of any ordinary ticket carries with the same value (halo-api.md §6.3: `opp*` fields on
 * ordinary tickets). They make a row as wide as a real one.
 */
export const TICKET_CONSTANTS = {
  read: true,
  inactive: false,
  excludefromsla: false,
  slaholdtime: 0,
  slatimeleft: 0,
  slapercused: 0,
  estimatedays: 0,
  enduserstatus: 0,
  organisation_id: 1,
  department_id: 4,
  third_party_id: 0,
  servicenow_ticket_sync: '[]',
  colour: '#3bb2d0',
  impactlevel: 0,
  oppconversionprobability: 0,
  oppvalueadjusted: 0,
  oppvalue_monthly: 0,
  oppvalue_annual: 0,
  oppvalue_oneoff: 0,
  oppprofit: 0,
  oppclosurecategory: '',
  additional_agents: [],
  projectmoneybudget: 0,
  projectmoneyactual: 0,
} as const;
