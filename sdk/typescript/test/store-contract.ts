import { describe, expect, test } from 'vitest';
import type { Message } from '../src/api.js';
import type {
  OutboxStore,
  Store,
  StoredConversation,
  StoredSend,
  StoredSession,
  UserStore,
} from '../src/store/store.js';
import { UNCHANGED } from '../src/wire/items.js';
import { ALICE, BOB, WITH_BOB } from './peer.js';

const SESSION: StoredSession = {
  user: ALICE,
  device: 'v1',
  session: 's1',
  accessToken: 'access',
  accessTokenExpiresAt: 1,
  refreshToken: 'refresh',
};

export function message(seq: number): Message {
  return {
    type: 'message',
    key: `#${seq}`,
    conversation: WITH_BOB,
    seq,
    ordinal: seq,
    sender: BOB,
    clientMessageId: `m-${seq}`,
    sentAt: new Date(seq),
    content: { kind: 'text', text: `message ${seq}`, spans: [] },
    status: 'received',
    failure: undefined,
    replyTo: undefined,
    forwardedFrom: undefined,
    changes: UNCHANGED,
    pendingChanges: [],
  };
}

/** What is held of the conversation with Bob after `from` up to `held`. */
export function held(from: number, upTo: number, more: Partial<StoredConversation> = {}): StoredConversation {
  return {
    id: WITH_BOB,
    from: { seq: from, ordinal: from },
    held: { seq: upTo, ordinal: upTo },
    knownSeq: upTo,
    peer: BOB,
    lastMessage: message(upTo),
    lastActivityAt: new Date(upTo),
    unreadCount: 0,
    unreadMentionCount: 0,
    countedSeq: upTo,
    readSeq: 0,
    peerReadSeq: 0,
    deliveredSeq: 0,
    peerDeliveredSeq: 0,
    unsentMark: 0,
    group: undefined,
    ...more,
  };
}

function send(outbox: string, number: number, conversation = WITH_BOB): StoredSend {
  const clientMessageId = `${conversation.slice(0, 4)}-${number}`;
  const content = { kind: 'text', text: `text ${number}`, spans: [] } as const;
  const nothing = { replyTo: undefined, forward: undefined, change: undefined };
  return { conversation, user: BOB, outbox, number, clientMessageId, content, ...nothing, writtenAt: number };
}

const token = (byte: number) => new Uint8Array([byte]);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What every store has to do; `open` gives stores that share what is kept, as tabs do. */
export function storeContract(name: string, open: (place: string) => Store): void {
  let places = 0;
  const fresh = () => {
    const place = `${name}-${++places}`;
    return { one: open(place), two: open(place) };
  };
  const claimed = async (user: UserStore): Promise<OutboxStore> => {
    const [first] = await user.claimOutboxes();
    if (first === undefined) {
      throw new Error('no outbox');
    }
    return first;
  };

  describe(name, () => {
    test('a session and a device are kept until they are replaced, for every tab', async () => {
      const { one, two } = fresh();
      expect(await one.loadSession()).toBeUndefined();
      expect(await one.loadDevice()).toBeUndefined();
      await one.saveSession(SESSION);
      await one.saveDevice('v1');
      expect(await two.loadSession()).toEqual(SESSION);
      expect(await two.loadDevice()).toBe('v1');
      await two.saveSession(undefined);
      expect(await one.loadSession()).toBeUndefined();
      expect(await one.loadDevice()).toBe('v1');
    });

    test('tabs hear of a session that was saved, until they stop listening', async () => {
      const { one, two } = fresh();
      let heard = 0;
      const first = new Promise<void>((resolve) => {
        const stop = two.onSessionSaved(() => {
          heard++;
          stop();
          resolve();
        });
      });
      await one.saveSession(SESSION);
      await first;
      await one.saveSession(undefined);
      await one.loadSession();
      expect(heard).toBe(1);
    });

    test('work of one name is done by one tab at a time, also after a failure', async () => {
      const { one, two } = fresh();
      const order: string[] = [];
      const work = (tab: string, fails: boolean) => async () => {
        order.push(`${tab} begins`);
        await new Promise((resolve) => setTimeout(resolve, 10));
        order.push(`${tab} ends`);
        if (fails) {
          throw new Error(tab);
        }
        return tab;
      };
      const results = await Promise.allSettled([
        one.exclusively('work', work('one', true)),
        two.exclusively('work', work('two', false)),
      ]);
      expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
      expect(results).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: 'two' }]);
    });

    test('state and items are kept, and items are read back from the end', async () => {
      const { one, two } = fresh();
      const user = await one.openUser(ALICE);
      expect(await user.loadState()).toEqual({ token: new Uint8Array(), conversations: [] });
      await user.saveState({ token: token(7), conversations: [held(0, 9)], items: range(1, 9).map(message) });
      await user.saveState({ token: token(8), conversations: [], items: [] });

      const other = await two.openUser(ALICE);
      expect(await other.loadState()).toEqual({ token: token(8), conversations: [held(0, 9)] });
      const read = async (fromSeq: number, beforeSeq: number, limit: number) =>
        (await other.readItems(WITH_BOB, { fromSeq, beforeSeq, limit })).map(({ seq }) => seq);
      expect(await read(1, 10, 3)).toEqual([7, 8, 9]);
      expect(await read(1, 7, 3)).toEqual([4, 5, 6]);
      expect(await read(3, 6, 100)).toEqual([3, 4, 5]);
      expect(await read(5, 5, 100)).toEqual([]);
      const forward = { fromSeq: 2, beforeSeq: 9, limit: 3, leaveOut: 'newest' } as const;
      expect((await other.readItems(WITH_BOB, forward)).map(({ seq }) => seq)).toEqual([2, 3, 4]);
      expect(await other.readItems('d0', { fromSeq: 1, beforeSeq: 10, limit: 3 })).toEqual([]);
      expect(await other.readItems(WITH_BOB, { fromSeq: 9, beforeSeq: 10, limit: 1 })).toEqual([message(9)]);
    });

    test('a message is not replaced by what another tab read before it changed', async () => {
      const { one, two } = fresh();
      const [first, second] = [await one.openUser(ALICE), await two.openUser(ALICE)];
      const save = (user: UserStore, item: Message) =>
        user.saveState({ token: token(1), conversations: [], items: [item] });
      const changed = (seq: number) => ({ ...message(1), changes: { ...UNCHANGED, seq, pinned: true } });
      const kept = () => first.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 2, limit: 1 });

      await save(first, message(1));
      await save(second, changed(3));
      await save(first, changed(2));
      await save(first, message(1));
      expect(await kept()).toEqual([changed(3)]);
      await save(first, changed(4));
      expect(await kept()).toEqual([changed(4)]);
    });

    test('what one tab hid stays hidden, and what both hid is kept', async () => {
      const { one, two } = fresh();
      const [first, second] = [await one.openUser(ALICE), await two.openUser(ALICE)];
      const save = (user: UserStore, item: Message, ...seqs: number[]) => {
        const hidden = seqs.map((seq) => ({ first: seq, last: seq }));
        return user.saveState({ token: token(1), conversations: [held(0, 9, { hidden })], items: [item] });
      };
      const hidden: Message = { ...message(1), content: { kind: 'hidden' } };
      const changed = { ...message(1), changes: { ...UNCHANGED, seq: 3, pinned: true } };

      await save(first, changed, 5);
      await save(second, hidden, 1);
      await save(first, changed, 5, 7);

      expect(await first.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 2, limit: 1 })).toEqual([hidden]);
      expect((await first.loadState()).conversations[0]?.hidden).toEqual([
        { first: 1, last: 1 },
        { first: 5, last: 5 },
        { first: 7, last: 7 },
      ]);
    });

    test('a draft is not replaced by an older one of another tab', async () => {
      const { one, two } = fresh();
      const [first, second] = [await one.openUser(ALICE), await two.openUser(ALICE)];
      const at = (text: string, savedAt: number | undefined, draftWrittenAt?: number) => ({
        draft: { text, replyTo: undefined, savedAt: savedAt === undefined ? undefined : new Date(savedAt) },
        ...(draftWrittenAt !== undefined && { draftWrittenAt }),
      });
      const save = (user: UserStore, upTo: number, draft: Partial<StoredConversation>) =>
        user.saveState({ token: token(1), conversations: [held(0, upTo, draft)], items: [] });
      const kept = async () => (await first.loadState()).conversations[0]?.draft?.text;

      await save(first, 1, at('saved before', 10));
      await save(first, 1, at('unsaved', undefined, 100));
      await save(second, 2, at('saved before', 10));
      await save(second, 2, at('of the phone', 20));
      await save(second, 2, {});
      expect(await kept()).toBe('unsaved');
      await save(second, 2, at('written later', undefined, 110));
      await save(first, 1, at('unsaved', undefined, 100));
      expect(await kept()).toBe('written later');

      await save(second, 2, at('written later', 30, 110));
      await save(first, 1, at('written later', undefined, 110));
      await save(first, 3, at('of the phone', 20));
      expect((await first.loadState()).conversations[0]).toEqual(held(0, 3, at('written later', 30, 110)));
    });

    test('users are kept apart', async () => {
      const { one } = fresh();
      const alice = await one.openUser(ALICE);
      await alice.saveState({ token: token(1), conversations: [held(0, 1)], items: [message(1)] });
      const bob = await one.openUser(BOB);
      expect(await bob.loadState()).toEqual({ token: new Uint8Array(), conversations: [] });
      await bob.erase();
      expect((await alice.loadState()).conversations).toHaveLength(1);
    });

    test('ranges of two tabs are joined when they touch, and markers only rise', async () => {
      const { one, two } = fresh();
      const [first, second] = [await one.openUser(ALICE), await two.openUser(ALICE)];
      const save = (user: UserStore, conversation: StoredConversation) =>
        user.saveState({ token: token(1), conversations: [conversation], items: [] });
      const kept = async () => (await first.loadState()).conversations[0];

      await save(first, held(10, 20, { readSeq: 15, peerReadSeq: 12, deliveredSeq: 20, peerDeliveredSeq: 14 }));
      await save(second, held(20, 30, { readSeq: 11, peerReadSeq: 18, deliveredSeq: 11, peerDeliveredSeq: 19 }));
      expect(await kept()).toEqual(
        held(10, 30, { readSeq: 15, peerReadSeq: 18, deliveredSeq: 20, peerDeliveredSeq: 19 }),
      );
      await save(first, held(5, 25));
      expect(await kept()).toMatchObject({ from: { seq: 5 }, held: { seq: 30 } });
      await save(second, held(40, 50));
      expect(await kept()).toMatchObject({ from: { seq: 40 }, held: { seq: 50 } });
    });

    test('an outbox is held by one tab at a time, and found again with all that it holds', async () => {
      const { one, two } = fresh();
      const user = await one.openUser(ALICE);
      const outbox = await claimed(user);
      const { outbox: id } = await outbox.load();
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      await outbox.append([send(id, 1), send(id, 2), send(id, 1, 'd0')]);
      await outbox.append([send(id, 3)]);
      await outbox.answered([send(id, 2)]);
      await outbox.saveFailed({ send: send(id, 2), code: 'X', detail: 'x' });
      await outbox.forgetFailed(send(id, 2).clientMessageId);
      await outbox.forgetFailed('never kept');
      const failure = { send: { ...send(id, 2), clientMessageId: 'kept' }, code: 'SLOW_MODE', detail: 'slow' };
      await outbox.saveFailed(failure);

      const other = await two.openUser(ALICE);
      expect((await (await claimed(other)).load()).outbox).not.toBe(id);
      await other.close();
      await user.close();

      const next = await (await two.openUser(ALICE)).claimOutboxes();
      expect(next).toHaveLength(2);
      const contents = (await Promise.all(next.map((store) => store.load()))).find(({ outbox: found }) => found === id);
      expect(contents?.failed).toEqual([failure]);
      expect([...(contents?.lanes ?? [])].sort((a, b) => (a.conversation < b.conversation ? -1 : 1))).toEqual([
        { conversation: 'd0', outbox: id, lastNumber: 1, unanswered: [send(id, 1, 'd0')] },
        { conversation: WITH_BOB, outbox: id, lastNumber: 3, unanswered: [send(id, 1), send(id, 3)] },
      ]);
    });

    test('a lane that begins anew replaces the old one, and remembers its id and number when it is empty', async () => {
      const { one } = fresh();
      const user = await one.openUser(ALICE);
      const outbox = await claimed(user);
      const { outbox: id } = await outbox.load();
      await outbox.append([send(id, 1), send(id, 2), send(id, 1, 'd0')]);
      const lane = {
        conversation: WITH_BOB,
        outbox: 'f'.repeat(32),
        lastNumber: 1,
        unanswered: [send('f'.repeat(32), 1)],
      };
      await outbox.restart(WITH_BOB, lane);
      expect((await outbox.load()).lanes.find(({ conversation }) => conversation === WITH_BOB)).toEqual(lane);
      await outbox.answered(lane.unanswered);
      const { lanes } = await outbox.load();
      expect(lanes.find(({ conversation }) => conversation === WITH_BOB)).toEqual({ ...lane, unanswered: [] });
      expect(lanes.find(({ conversation }) => conversation === 'd0')?.unanswered).toHaveLength(1);
    });

    test('erasing leaves nothing', async () => {
      const { one } = fresh();
      const user = await one.openUser(ALICE);
      const { outbox: id } = await (await claimed(user)).load();
      await user.saveState({ token: token(1), conversations: [held(0, 1)], items: [message(1)] });
      await user.erase();

      const again = await one.openUser(ALICE);
      expect(await again.loadState()).toEqual({ token: new Uint8Array(), conversations: [] });
      expect(await again.readItems(WITH_BOB, { fromSeq: 1, beforeSeq: 9, limit: 9 })).toEqual([]);
      expect((await (await claimed(again)).load()).outbox).not.toBe(id);
    });
  });
}
