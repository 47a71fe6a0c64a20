import { HaloError, type AskedRequest } from '../errors.js';

/** What becomes of one request, over all of its attempts. */
export class RequestTrace implements AskedRequest {
  attempt = 0;
  status: number | undefined;

  constructor(readonly endpoint: string) {}

  /** Notes that it goes out. */
  begin(): void {
    this.attempt += 1;
    this.status = undefined;
  }

  /** Notes the status of the answer; `undefined` when none came. */
  end(status: number | undefined): void {
    this.status = status;
  }

  /** Makes the request, and notes it in what is thrown. */
  async follow<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof HaloError ? error.about(this) : error;
    }
  }
}
