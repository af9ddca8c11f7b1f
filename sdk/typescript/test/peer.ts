import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ClientFrame, ClientFrameSchema, PresenceState, ServerFrameSchema } from '../src/wire/generated.js';

export type Reply = NonNullable<MessageInitShape<typeof ServerFrameSchema>['frame']>;
export type Asked = ClientFrame['frame'];
type Case = NonNullable<Asked['case']>;
type Value<Name extends Case> = Extract<Asked, { case: Name }>['value'];

/** What a peer does with one kind of frame; `undefined`: it does not answer. */
export type Script = (asked: Asked, connection: PeerConnection) => Reply | undefined;

/** A REST answer: status and body. */
export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
}
export type RestScript = (request: {
  method: string;
  path: string;
  body: unknown;
  headers: IncomingMessage['headers'];
}) => RestAnswer | undefined | Promise<RestAnswer | undefined>;

export const ALICE = 'u0199f1a02b3c7d4e8f5061728394a5b6';
export const BOB = 'u0199f1a02c4d7e5f90a1b2c3d4e5f607';
export const WITH_BOB = 'd7e2f1c7166ced8b8c9792fa67043026d';

/** A connection as the peer sees it. */
export class PeerConnection {
  readonly frames: ClientFrame[] = [];

  constructor(private readonly socket: WebSocket) {}

  /** Sends a live frame, or an answer. */
  send(frame: Reply, requestId = 0): void {
    this.socket.send(toBinary(ServerFrameSchema, create(ServerFrameSchema, { requestId, frame })));
  }

  close(code: number): void {
    this.socket.close(code);
  }

  /** Ends without a word. */
  cut(): void {
    this.socket.terminate();
  }

  asked<Name extends Case>(name: Name): Value<Name>[] {
    return this.frames.flatMap(({ frame }) => (frame.case === name ? [frame.value as Value<Name>] : []));
  }
}

/** A real server that speaks the protocol as a test's script says. */
export class Peer {
  readonly connections: PeerConnection[] = [];
  readonly rest: { method: string; path: string; body: unknown }[] = [];
  /** By kind of frame; what has no script gets its usual answer. */
  readonly scripts = new Map<Case, Script>();
  restScript: RestScript = () => undefined;
  heartbeatSeconds = 20;
  tokens = 0;

  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly http: Server,
    private readonly sockets: WebSocketServer,
  ) {}

  static async start(): Promise<Peer> {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http, path: '/v1/ws' });
    const peer = new Peer(http, sockets);
    http.on('request', (request, response) => {
      void peer.answerRest(request, response);
    });
    sockets.on('connection', (socket) => {
      peer.accept(socket);
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** The newest connection. */
  get last(): PeerConnection {
    const last = this.connections.at(-1);
    if (last === undefined) {
      throw new Error('no connection yet');
    }
    return last;
  }

  script(name: Case, script: Script): void {
    this.scripts.set(name, script);
  }

  /** Waits until something holds; looked at after every frame, request and connection. */
  async until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`not in time: ${what}`));
      }, 5_000);
      const look = (): void => {
        if (condition()) {
          clearTimeout(timer);
          this.waiting.delete(look);
          resolve();
        }
      };
      this.waiting.add(look);
    });
  }

  /** Ends all HTTP connections without an answer; the sockets stay. */
  cutRest(): void {
    this.http.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.sockets.clients.forEach((socket) => {
      socket.terminate();
    });
    this.sockets.close();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private happened(): void {
    [...this.waiting].forEach((look) => {
      look();
    });
  }

  private accept(socket: WebSocket): void {
    const connection = new PeerConnection(socket);
    this.connections.push(connection);
    socket.on('message', (data: Buffer) => {
      const frame = fromBinary(ClientFrameSchema, new Uint8Array(data));
      connection.frames.push(frame);
      const asked = frame.frame;
      const reply = (this.scriptOf(asked) ?? ((it) => this.usual(it)))(asked, connection);
      if (reply !== undefined) {
        connection.send(reply, frame.requestId);
      }
      this.happened();
    });
    this.happened();
  }

  private scriptOf({ case: name }: Asked): Script | undefined {
    return name === undefined ? undefined : this.scripts.get(name);
  }

  private usual(asked: Asked): Reply | undefined {
    switch (asked.case) {
      case 'login':
        return {
          case: 'welcome',
          value: {
            user: ALICE,
            device: 'v1',
            session: 's1',
            node: 'n1',
            heartbeatSeconds: this.heartbeatSeconds,
          },
        };
      case 'sync':
        return { case: 'sync', value: { token: new Uint8Array([1]) } };
      case 'heartbeat':
        return { case: 'heartbeat', value: {} };
      case 'typing':
        return { case: 'typingTaken', value: {} };
      case 'markRead':
        return { case: 'markedRead', value: { conversation: asked.value.conversation, seq: asked.value.seq } };
      case 'markDelivered':
        return { case: 'markedRead', value: { conversation: asked.value.conversation, deliveredSeq: asked.value.seq } };
      case 'watchPresence':
        return {
          case: 'presence',
          value: { presences: asked.value.users.map((user) => ({ user, state: PresenceState.ONLINE })) },
        };
      case 'setAway':
        return { case: 'awaySet', value: { away: asked.value.away } };
      default:
        return undefined;
    }
  }

  private async answerRest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const text = Buffer.concat(chunks).toString();
    const asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      headers: request.headers,
    };
    this.rest.push(asked);
    const answer = (await this.restScript(asked)) ?? this.usualRest(asked.method, asked.path);
    this.happened();
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  private usualRest(method: string, path: string): RestAnswer {
    switch (`${method} ${path}`) {
      case 'POST /v1/sessions':
        return { status: 201, body: this.freshTokens() };
      case 'POST /v1/sessions/refresh':
        return { status: 200, body: this.freshTokens() };
      case 'POST /v1/ws-tickets':
        return { status: 201, body: { ticket: 'ticket', expiresInSeconds: 30 } };
      case 'GET /v1/drafts':
        return { status: 200, body: { drafts: [] } };
      case 'DELETE /v1/sessions/current':
        return { status: 204 };
      default:
        return problem(404, 'NOT_FOUND');
    }
  }

  /** Tokens that are good for ten minutes. */
  freshTokens(expiresIn = 600): Record<string, unknown> {
    const number = ++this.tokens;
    return {
      user: ALICE,
      device: 'v1',
      session: 's1',
      accessToken: `access-${number}`,
      accessTokenExpiresInSeconds: expiresIn,
      refreshToken: `refresh-${number}`,
    };
  }
}

export function problem(status: number, code: string): RestAnswer {
  return { status, body: { type: `urn:warbler:error:${code}`, title: code, status, detail: 'scripted', code } };
}
