/** Word lists that the tenant's values are drawn from. All names and companies are invented. */
type Words = readonly [string, ...string[]];

// prettier-ignore
export const COMPANY_FIRST: Words = [
  'Alder', 'Birch', 'Cobalt', 'Dunmore', 'Eastfield', 'Fenwick', 'Granite', 'Harbour', 'Ironbridge', 'Juniper',
  'Kestrel', 'Larkhill', 'Meridian', 'Northgate', 'Oakwell', 'Pinnacle', 'Quayside', 'Redwood', 'Silverdale', 'Tideway',
];
// prettier-ignore
export const COMPANY_SECOND: Words = [
  'Dental', 'Logistics', 'Legal', 'Architects', 'Engineering', 'Foods', 'Veterinary', 'Accountants', 'Care Homes',
  'Manufacturing', 'Lettings', 'Academy', 'Motors', 'Print', 'Surveyors', 'Travel',
];
// prettier-ignore
export const FIRST_NAMES: Words = [
  'Aisha', 'Ben', 'Carla', 'Daniel', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Liam', 'Marta', 'Noor',
  'Oscar', 'Priya', 'Quinn', 'Rosa', 'Søren', 'Tariq', 'Uma', 'Viktor', 'Wen', 'Zoë',
];
// prettier-ignore
export const LAST_NAMES: Words = [
  'Abbott', 'Bianchi', 'Carver', 'Dowd', 'Eriksen', 'Fontaine', 'Gallo', 'Hale', 'Ibrahim', 'Jansen', 'Kowalski', 'Lindqvist',
  'Moreau', 'Nair', 'O’Dea', 'Petrov', 'Quist', 'Rahman', 'Sato', 'Tanner', 'Umarov', 'Varga', 'Weir', 'Young',
];
export const CITIES: Words = ['Leeds', 'Bristol', 'Cardiff', 'Norwich', 'Exeter', 'Dundee', 'Derby', 'Truro'];
export const STREETS: Words = ['High St', 'Mill Lane', 'Station Rd', 'Castle Way', 'Victoria Sq', 'Dock Rd'];
// prettier-ignore
export const PROBLEMS: Words = [
  'Printer offline', 'Cannot sign in after password change', 'Mailbox over quota', 'VPN drops every few minutes',
  'New starter set-up', 'Laptop will not charge', 'Shared drive missing', 'Backup job failed', 'Phone has no dial tone',
  'Licence needed', 'Suspicious e-mail reported', 'Slow line in the afternoon', 'Leaver: close accounts',
  'Second screen flickers', 'Certificate expires soon', 'Firewall rule change',
];
export const PLACES: Words = [
  'second floor',
  'reception',
  'warehouse',
  'finance',
  'the Leeds office',
  'home office',
  'the board room',
];
export const SENTENCES: Words = [
  'It worked yesterday and nobody remembers changing anything.',
  'Restarting helped for about ten minutes.',
  'Three colleagues see the same.',
  'There is an important meeting at four, please call before then.',
  'The error text mentions a time-out but disappears too quickly to read.',
  'The user has tried another cable and another socket.',
  'This has been reported before, see the earlier ticket.',
  'Remote access is possible at any time.',
];
export const NOTES: Words = [
  'Called the user, no answer, left a message.',
  'Reset the connection and asked to try again.',
  'Waiting for the supplier to confirm the delivery date.',
  'Checked the event log: nothing unusual since Monday.',
  'Replaced the part and tested with the user.',
  'Escalated to the second line.',
];
export const CATEGORIES: readonly [readonly [number, string], ...(readonly [number, string])[]] = [
  [51, 'Hardware>Printer'],
  [52, 'Hardware>Laptop'],
  [53, 'Network>VPN'],
  [54, 'Network>Firewall'],
  [55, 'Software>E-mail'],
  [56, 'Software>Licence'],
  [57, 'Account>Joiner'],
  [58, 'Account>Leaver'],
];
export const JOB_TITLES: Words = ['Support Engineer', 'Service Desk Analyst', 'Account Manager', 'Project Engineer'];
export const MODELS: Words = [
  'Latitude 7440',
  'EliteBook 840',
  'ThinkPad T14',
  'ProDesk 400',
  'LaserJet M404',
  'PowerEdge R650',
  'FortiGate 60F',
];
export const TEAM_NAMES: Words = ['1st Line Support', '2nd Line Support', 'Projects', 'Sales', 'Infrastructure'];
