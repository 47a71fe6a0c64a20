import { join } from 'node:path';

import { runSteps } from './check/step.js';
import { checkSteps } from './check/steps.js';

const passed = await runSteps(checkSteps(join(import.meta.dirname, '..')), (line) => {
  console.log(line);
});
process.exitCode = passed ? 0 : 1;
