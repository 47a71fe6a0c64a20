import { cannotBeRead, type Question } from '../question.js';

/** How changes are taken: a survey makes none. */
export const writingQuestions: readonly Question[] = [
  'validationBody',
  'writeStatus',
  'writeReply',
  'replyStamp',
  'ticketRules',
  'mandatoryFields',
  'refusedOutcomes',
  'thirdPartyIds',
  'relatedTickets',
  'attachmentIds',
  'appointmentIds',
  'externalLinks',
  'emptyFieldValues',
  'noteMarkup',
].map((name) => cannotBeRead(name, 'something would have to be written.'));
