import * as z from 'zod';

/**
 * The content security policy of the page allows no code that is made from text. zod looks whether it may make some
 * unless it is told not to, before the first schema is made: this has to be imported before everything else.
 */
z.config({ jitless: true });
