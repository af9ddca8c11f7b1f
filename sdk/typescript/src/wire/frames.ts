import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import {
  type ClientFrame,
  ClientFrameSchema,
  type Error as ErrorFrame,
  type ServerFrame,
  ServerFrameSchema,
} from './generated.js';
import { ErrorCode } from './generated.js';
import { WarblerError } from '../errors.js';

/** The subprotocol: one binary WebSocket message is one Protobuf frame. */
export const SUBPROTOCOL = 'warbler.v1.proto';

/** What a frame from the client says. */
export type Request = NonNullable<MessageInitShape<typeof ClientFrameSchema>['frame']>;
/** What a frame from the server says. */
export type Answer = ServerFrame['frame'];

export function encode(requestId: number, frame: Request): Uint8Array<ArrayBuffer> {
  const message: ClientFrame = create(ClientFrameSchema, { requestId, frame });
  return toBinary(ClientFrameSchema, message);
}

/** Reads a frame; unknown fields are ignored, that is how the protocol grows. */
export function decode(bytes: Uint8Array): ServerFrame {
  return fromBinary(ServerFrameSchema, bytes);
}

/** The name of an error's code; `ERROR_` and the number for one that this client does not know. */
export function codeName(code: number): string {
  return ErrorCode[code] ?? `ERROR_${code}`;
}

/** The hundreds of an error's code; 1: the request itself is wrong. */
export function category(code: ErrorCode): number {
  return Math.trunc(code / 100);
}

export function toError(error: ErrorFrame): WarblerError {
  const retry = error.retryAfterMs === 0 ? {} : { retryAfterMs: error.retryAfterMs };
  return new WarblerError(codeName(error.code), error.message, retry);
}
