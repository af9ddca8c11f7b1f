import type { ConversationId } from '../api.js';
import { noAnswer, storeFailed } from '../errors.js';
import type { Connection } from '../link/connection.js';
import type { Position, StoredItem, UserStore } from '../store/store.js';
import { type Request, toError } from '../wire/frames.js';
import { ErrorCode, type History } from '../wire/generated.js';
import { mergePlaces, ordinalBefore, type Place } from '../wire/items.js';
import type { OlderItems, Stretch } from './host.js';
import type { LiveConversation } from './live-conversation.js';
import { positionBefore, positionOf } from './timeline-window.js';

const MOST_PER_PAGE = 100;
/** So much is read on each side of an item that is jumped to. */
const AROUND = 50;
/** Beyond everything. */
const END: Position = { seq: Infinity, ordinal: Infinity };

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

  /** The next items after a position, `count` of them or up to the newest that is held. */
  async newer(conversation: LiveConversation, after: Position, count: number): Promise<Stretch> {
    const { id, keptFrom } = conversation;
    if (after.seq < keptFrom.seq) {
      return this.upTo(keptFrom, await this.newerFromServer(id, after, Math.min(count, MOST_PER_PAGE)));
    }
    // before: what is held later may not be written yet
    const { held } = conversation.view;
    if (!(await this.flush())) {
      throw storeFailed();
    }
    const range = { fromSeq: after.seq + 1, beforeSeq: held.seq + 1, limit: count, leaveOut: 'newest' } as const;
    const items = await this.store.readItems(id, range);
    return { items, changes: [], from: after, until: endOf(items, count, held) };
  }

  /** What stands around a seq; undefined when that cannot be read. */
  async around(conversation: LiveConversation, seq: number): Promise<Stretch | undefined> {
    const { id, keptFrom, view } = conversation;
    const { held } = view;
    if (!(await this.flush()) || seq <= keptFrom.seq) {
      return this.aroundFromServer(id, seq);
    }
    const below = { fromSeq: keptFrom.seq + 1, beforeSeq: seq, limit: AROUND };
    const beyond = { fromSeq: seq, beforeSeq: held.seq + 1, limit: AROUND, leaveOut: 'newest' } as const;
    const [before, after] = await Promise.all([this.store.readItems(id, below), this.store.readItems(id, beyond)]);
    const [first] = before;
    const from = first === undefined || before.length < AROUND ? keptFrom : positionBefore(first);
    return { items: [...before, ...after], changes: [], from, until: endOf(after, AROUND, held) };
  }

  private async aroundFromServer(id: ConversationId, seq: number): Promise<Stretch | undefined> {
    const target = { case: 'aroundSeq', value: BigInt(seq) } as const;
    const value = { conversation: id, from: target, limit: 2 * AROUND };
    const page = await this.ask({ case: 'readHistory', value });
    const places = mergePlaces(page?.messages ?? [], page?.events ?? []);
    const [first] = places;
    const last = places.at(-1);
    if (first === undefined || last === undefined) {
      return undefined;
    }
    await this.fillHoles(id, places, last.seq);
    const from = { seq: first.seq - 1, ordinal: ordinalBefore(first) };
    return this.readUpTo(id, seq, { ...contentOf(places), from, until: last });
  }

  /** A page has room for so many events only: those before the item may have filled it. */
  private async readUpTo(id: ConversationId, seq: number, read: Stretch): Promise<Stretch> {
    let stretch = read;
    while (stretch.until.seq < seq) {
      const { items, changes, until } = await this.newerFromServer(id, stretch.until, MOST_PER_PAGE);
      if (until.seq <= stretch.until.seq) {
        break;
      }
      const { from } = stretch;
      stretch = { items: [...stretch.items, ...items], changes: [...stretch.changes, ...changes], from, until };
    }
    return stretch;
  }

  private async newerFromServer(id: ConversationId, after: Position, limit: number): Promise<Stretch> {
    const cursor = { conversation: id, seq: BigInt(after.seq), ordinal: BigInt(after.ordinal) };
    const from = { case: 'after', value: cursor } as const;
    const page = await this.ask({ case: 'readHistory', value: { conversation: id, from, limit } });
    const places = mergePlaces(page?.messages ?? [], page?.events ?? []);
    const last = places.at(-1);
    if (last !== undefined) {
      await this.fillHoles(id, places, last.seq);
    }
    // nothing comes after it that this user may read: what is kept goes on there
    const until = page?.more === true || page?.notYet === true ? (last ?? after) : END;
    return { ...contentOf(places), from: after, until };
  }

  /** What of a stretch stands before what is kept, which goes on there. */
  private upTo(keptFrom: Position, stretch: Stretch): Stretch {
    if (stretch.until.seq < keptFrom.seq) {
      return stretch;
    }
    const items = stretch.items.filter(({ seq = 0 }) => seq <= keptFrom.seq);
    return { ...stretch, items, until: keptFrom };
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
      ...contentOf(places),
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

function contentOf(places: readonly Place[]): Pick<Stretch, 'items' | 'changes'> {
  return {
    items: places.flatMap(({ item }): StoredItem[] => (item === undefined ? [] : [item])),
    changes: places.flatMap(({ change }) => (change === undefined ? [] : [change])),
  };
}

/** Where items end of which `limit` were asked for: fewer go up to `held`. */
function endOf(items: readonly StoredItem[], limit: number, held: Position): Position {
  const last = items.at(-1);
  return last === undefined || items.length < limit ? held : positionOf(last);
}

function holeIn(places: readonly Place[], upTo: number): Place | undefined {
  return places.find((place, index) => {
    const next = places[index + 1]?.seq ?? upTo + 1;
    return next !== place.seq + 1;
  });
}
