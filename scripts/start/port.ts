import { StartProblem } from './problem.js';

/** @returns what throws a {@link StartProblem} for a port that cannot be listened on, and any other error as it is */
export function explainPort(port: number | undefined) {
  return (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = code === 'EADDRINUSE' ? 'in use' : code === 'EACCES' ? 'reserved for administrators' : undefined;
    if (reason === undefined) throw error;
    throw new StartProblem(`Port ${port ?? ''} is ${reason}. Choose another one with --port, or omit --port.`);
  };
}
