/**
 * Whether everything is played in full: `npm run test:full`. `npm test` plays what takes long in full for one of each kind,
 * and in short for the others, so that it stays quick however many functions there are.
 */
export const isFull = process.env['MATRIX'] === 'full';
