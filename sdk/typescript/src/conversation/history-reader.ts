import type { ConversationId } from '../api.js';
import { noAnswer, storeFailed } from '../errors.js';
import type { Connection } from '../link/connection.js';
import type { Position, StoredItem, UserStore } from '../store/store.js';
import { type Request, toError } from '../wire/frames.js';
import { ErrorCode, type History } from '../wire/generated.js';
import { mergePlaces, ordinalBefore, type Place } from '../wire/items.js';
import type { OlderItems } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import { positionBefore } from './timeline-window.js';

const MOST_PER_PAGE = 100;

/** Reads what lies around the loaded part of a conversation: from the store as far as that goes, else from the server. */
export class HistoryReader {
  constructor(
    private readonly store: UserStore,
    /** Puts into the store what is on its way there; resolves to whether it is there. */
    private readonly flush: () => Promise<boolean>,
    private readonly connection: () => Connection | undefined,
    private readonly timeout: number,
  ) {}

  /** Items below a position. */
  async older(conversation: LiveConversation, below: Position, count: number): Promise<OlderItems> {
    const isWritten = await this.flush();
    const { keptFrom, id } = conversation;
    // what the store lacks would be a hole: then it is read from the server again
    if (isWritten && below.seq > keptFrom.seq) {
      const range = { fromSeq: keptFrom.seq + 1, beforeSeq: below.seq + 1, limit: count };
      const items = await this.store.readItems(id, range);
      const [first] = items;
      if (first !== undefined) {
        return { items, changes: [], from: items.length < count ? keptFrom : positionBefore(first), complete: false };
      }
    }
    return this.readFromServer(id, below, Math.min(count, MOST_PER_PAGE));
  }

  /** Items after a position up to another, the oldest ones: all that was held is in the store, or `STORE_FAILED`. */
  async newer(
    { id }: LiveConversation,
    after: Position,
    upTo: Position,
    limit: number,
  ): Promise<readonly StoredItem[]> {
    if (!(await this.flush())) {
      throw storeFailed();
    }
    const range = { fromSeq: after.seq + 1, beforeSeq: upTo.seq + 1, limit, leaveOut: 'newest' } as const;
    return this.store.readItems(id, range);
  }

  private async readFromServer(id: ConversationId, below: Position, limit: number): Promise<OlderItems> {
    const from = { case: 'beforeOrdinal', value: BigInt(below.ordinal + 1) } as const;
    const page = await this.ask({ case: 'readHistory', value: { conversation: id, from, limit } });
    if (page === undefined) {
      return { items: [], changes: [], from: below, complete: true };
    }
    const places = mergePlaces(page.messages, page.events).filter(({ seq }) => seq <= below.seq);
    await this.fillHoles(id, places, below.seq);
    const [first] = places;
    return {
      items: places.flatMap(({ item }): StoredItem[] => (item === undefined ? [] : [item])),
      changes: places.flatMap(({ change }) => (change === undefined ? [] : [change])),
      from: first === undefined ? below : { seq: first.seq - 1, ordinal: ordinalBefore(first) },
      complete: !page.more,
    };
  }

  /** Of very many events between two messages a page has the newest only; the others are read after the cursor. */
  private async fillHoles(id: ConversationId, places: Place[], upTo: number): Promise<void> {
    for (let hole = holeIn(places, upTo); hole !== undefined; hole = holeIn(places, upTo)) {
      const { seq, ordinal } = hole;
      const after = { conversation: id, seq: BigInt(seq), ordinal: BigInt(ordinal) };
      const from = { case: 'after', value: after } as const;
      const page = await this.ask({ case: 'readHistory', value: { conversation: id, from, limit: MOST_PER_PAGE } });
      const known = new Set(places.map((place) => place.seq));
      const found = mergePlaces(page?.messages ?? [], page?.events ?? []).filter(
        (place) => place.seq <= upTo && !known.has(place.seq),
      );
      if (found.length === 0) {
        return;
      }
      places.push(...found);
      places.sort((a, b) => a.seq - b.seq);
    }
  }

  /** Undefined: the conversation does not exist, or is not the user's. */
  private async ask(request: Request): Promise<History | undefined> {
    const live = this.connection();
    if (live === undefined) {
      throw noAnswer('not connected, and nothing older is kept');
    }
    const answer = await live.request(request, this.timeout);
    if (answer.case === 'history') {
      return answer.value;
    }
    if (answer.case === 'error' && answer.value.code !== ErrorCode.CONVERSATION_UNKNOWN) {
      throw toError(answer.value);
    }
    return undefined;
  }
}

function holeIn(places: readonly Place[], upTo: number): Place | undefined {
  return places.find((place, index) => {
    const next = places[index + 1]?.seq ?? upTo + 1;
    return next !== place.seq + 1;
  });
}
