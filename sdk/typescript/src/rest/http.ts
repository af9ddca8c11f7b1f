import { noAnswer, WarblerError } from '../errors.js';

/** A request to the REST API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The Idempotency-Key. */
  readonly key?: string;
  /** For the answer, ms; the usual time when absent. */
  readonly timeout?: number;
}

/** Carries requests out; failures are {@link WarblerError}s. */
export class Http {
  constructor(
    private readonly url: string,
    private readonly fetch: typeof globalThis.fetch,
    private readonly timeout: number,
  ) {}

  /** The answer's JSON; undefined when it has none. */
  async call(call: Call, bearer?: string): Promise<unknown> {
    const { status, headers, text } = await this.exchange(call, bearer);
    if (status < 200 || status > 299) {
      throw problem(status, headers.get('Retry-After'), text);
    }
    if (text === '') {
      return undefined;
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new WarblerError('ANSWER_MALFORMED', `${call.method} ${call.path}: not JSON`, { status, cause });
    }
  }

  private async exchange(call: Call, bearer?: string): Promise<{ status: number; headers: Headers; text: string }> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, call.timeout ?? this.timeout);
    try {
      const response = await this.fetch(this.url + call.path, {
        method: call.method,
        headers: headers(call, bearer),
        credentials: 'omit',
        signal: abort.signal,
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      throw noAnswer(`${call.method} ${call.path.split('?')[0] ?? ''}: no answer`, cause);
    } finally {
      clearTimeout(timer);
    }
  }
}

function headers(call: Call, bearer: string | undefined): Record<string, string> {
  return {
    Accept: 'application/json, application/problem+json',
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
    ...(call.key === undefined ? {} : { 'Idempotency-Key': call.key }),
  };
}

function problem(status: number, retryAfter: string | null, text: string): WarblerError {
  const retry = /^\d{1,6}$/.test(retryAfter ?? '') ? { retryAfterMs: Number(retryAfter) * 1000 } : {};
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown };
    if (typeof code === 'string') {
      return new WarblerError(code, typeof detail === 'string' ? detail : '', { status, ...retry });
    }
  } catch {
    // said below
  }
  return new WarblerError(`HTTP_${status}`, 'the answer is no problem document', { status, ...retry });
}
