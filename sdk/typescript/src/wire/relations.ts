import type { RelationChange } from '../api.js';
import { RelationChange as WireChange, type RelationChanged } from './generated.js';

const CHANGES: Readonly<Record<number, RelationChange['change'] | undefined>> = {
  [WireChange.FRIEND_REQUEST_OPENED]: 'request-opened',
  [WireChange.FRIEND_REQUEST_WITHDRAWN]: 'request-withdrawn',
  [WireChange.FRIEND_REQUEST_ACCEPTED]: 'request-accepted',
  [WireChange.FRIEND_REQUEST_DECLINED]: 'request-declined',
  [WireChange.FRIENDSHIP_BEGUN]: 'friendship-begun',
  [WireChange.FRIENDSHIP_ENDED]: 'friendship-ended',
  [WireChange.BLOCK_ADDED]: 'block-added',
  [WireChange.BLOCK_REMOVED]: 'block-removed',
};

/** Undefined for a change that this client does not know. */
export function toRelationChange({ change, user, request }: RelationChanged): RelationChange | undefined {
  const known = CHANGES[change];
  if (known === undefined) {
    return undefined;
  }
  const about =
    request === undefined ? undefined : { id: request.id, outgoing: request.outgoing, message: request.message };
  return { change: known, user, request: about };
}
