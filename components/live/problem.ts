/** An answer that was not 2xx, or none at all (`status` 0). `message` is the `detail` that a person reads. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: Record<string, unknown>;

  constructor({ status, code, detail, body = {} }: { status: number; code: string; detail: string; body?: Record<string, unknown> }) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.body = body;
  }
}
