import type { SocketLike, SocketOpener } from '../api.js';
import { noAnswer } from '../errors.js';
import { type Answer, decode, encode, type Request, SUBPROTOCOL } from '../wire/frames.js';

/** The code of a connection that ended without a close frame. */
export const ABNORMAL = 1006;

/** After two intervals without a frame the server counts as gone; a tick is half an interval. */
const SILENT_TICKS = 4;

/** What a connection tells. */
export interface ConnectionEvents {
  onOpened(): void;
  /** A frame that answers nothing. */
  onPush(frame: Answer): void;
  /** Once; not after {@link Connection.close}. */
  onLost(code: number, reason: string): void;
}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** One connection: matches answers with requests, keeps itself alive, notices when the server falls silent. */
export class Connection {
  private readonly socket: SocketLike;
  private readonly pending = new Map<number, Pending>();
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private lastRequestId = 0;
  private sentSinceTick = false;
  private ticksWithoutFrame = 0;
  private gone = false;

  constructor(
    url: string,
    open: SocketOpener,
    private readonly events: ConnectionEvents,
  ) {
    this.socket = open(url, SUBPROTOCOL);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => {
      if (!this.gone) {
        events.onOpened();
      }
    };
    this.socket.onmessage = (event: { data: unknown }) => {
      this.receive(event.data);
    };
    this.socket.onclose = (event: { code: number; reason: string }) => {
      this.lost(event.code, event.reason);
    };
    // a close follows
    this.socket.onerror = () => undefined;
  }

  get isGone(): boolean {
    return this.gone;
  }

  /** Asks; rejects with `NO_ANSWER` when the time is over or the connection is lost. Errors of the server are answers. */
  request(frame: Request, timeout: number): Promise<Answer> {
    if (this.gone) {
      return Promise.reject(noAnswer('not connected'));
    }
    const id = this.nextRequestId();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(noAnswer('no answer in time'));
      }, timeout);
      this.pending.set(id, { resolve, reject, timer });
      this.send(id, frame);
    });
  }

  /** Begins to keep the connection alive. */
  keepAlive(intervalMs: number): void {
    this.heartbeat = setInterval(() => {
      this.tick();
    }, intervalMs / 2);
  }

  /** Closes politely; what is unanswered is told so. */
  close(): void {
    if (!this.gone) {
      this.end('closed by this client');
      this.closeSocket();
    }
  }

  /** Gives the connection up. */
  abort(reason: string): void {
    if (!this.gone) {
      this.closeSocket();
      this.lost(ABNORMAL, reason);
    }
  }

  private receive(data: unknown): void {
    // of another realm in some environments, so not `instanceof`
    if (this.gone || typeof data === 'string') {
      return;
    }
    this.ticksWithoutFrame = 0;
    let frame;
    try {
      frame = decode(new Uint8Array(data as ArrayBuffer));
    } catch (error) {
      this.abort(`unreadable frame: ${String(error)}`);
      return;
    }
    const asked = frame.requestId === 0 ? undefined : this.pending.get(frame.requestId);
    if (asked === undefined) {
      this.events.onPush(frame.frame);
      return;
    }
    this.pending.delete(frame.requestId);
    clearTimeout(asked.timer);
    asked.resolve(frame.frame);
  }

  private tick(): void {
    this.ticksWithoutFrame++;
    if (this.ticksWithoutFrame > SILENT_TICKS) {
      this.abort('the server fell silent');
      return;
    }
    if (!this.sentSinceTick || this.ticksWithoutFrame > 1) {
      this.send(0, { case: 'heartbeat', value: {} });
    }
    this.sentSinceTick = false;
  }

  private send(id: number, frame: Request): void {
    this.sentSinceTick = true;
    try {
      this.socket.send(encode(id, frame));
    } catch (error) {
      this.abort(`cannot send: ${String(error)}`);
    }
  }

  private lost(code: number, reason: string): void {
    if (!this.gone) {
      this.end(reason);
      this.events.onLost(code, reason);
    }
  }

  private end(reason: string): void {
    this.gone = true;
    clearInterval(this.heartbeat);
    const unanswered = [...this.pending.values()];
    this.pending.clear();
    for (const { reject, timer } of unanswered) {
      clearTimeout(timer);
      reject(noAnswer(reason));
    }
  }

  private closeSocket(): void {
    try {
      this.socket.close(1000);
    } catch {
      // it is not open: nothing to close
    }
  }

  private nextRequestId(): number {
    do {
      this.lastRequestId = this.lastRequestId >= 0x7fffffff ? 1 : this.lastRequestId + 1;
    } while (this.pending.has(this.lastRequestId));
    return this.lastRequestId;
  }
}
