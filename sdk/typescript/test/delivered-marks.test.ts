import { expect, test } from 'vitest';
import { MemoryStore } from '../src/store/memory-store.js';
import { ConversationKind, ErrorCode, type MarkDelivered } from '../src/wire/generated.js';
import { eventually, fromBob, Kit, QUICK } from './kit.js';
import { BOB, type PeerConnection, type Reply } from './peer.js';

const kit = new Kit();
const GROUP = `g${'7'.repeat(32)}`;
const CHANNEL = `c${'7'.repeat(32)}`;
const KINDS: Readonly<Record<string, ConversationKind>> = { g: ConversationKind.GROUP, c: ConversationKind.CHANNEL };

/** A sync that tells of one unread message in each of them. */
function synced(ids: readonly string[]): Reply {
  const conversations = ids.map((conversation) => ({
    entry: {
      conversation,
      kind: KINDS[conversation.charAt(0)] ?? ConversationKind.DIRECT,
      peer: conversation.startsWith('d') ? BOB : '',
      lastSeq: 1n,
      lastOrdinal: 1n,
      lastMessage: { ...fromBob(1), conversation },
      unreadCount: 1n,
    },
    messages: [{ ...fromBob(1), conversation }],
  }));
  return { case: 'sync', value: { token: new Uint8Array([7]), conversations } };
}

const direct = (count: number) =>
  Array.from({ length: count }, (_, index) => `d${index.toString(16).padStart(32, '0')}`);

const said = (connection: PeerConnection) => connection.asked('markDelivered').map(({ conversation }) => conversation);

const refused = (code: ErrorCode): Reply => ({ case: 'error', value: { code, message: 'scripted' } });

test('after a long absence eight marks at most are on their way at once, and all of them go', async () => {
  const ids = direct(50);
  kit.peer.script('sync', () => synced(ids));
  const unanswered: (() => void)[] = [];
  let most = 0;
  kit.peer.script('markDelivered', (asked, connection) => {
    const { conversation } = asked.value as MarkDelivered;
    const requestId = connection.frames.at(-1)?.requestId;
    unanswered.push(() => {
      connection.send({ case: 'markedRead', value: { conversation, deliveredSeq: 1n } }, requestId);
    });
    most = Math.max(most, unanswered.length);
    if (unanswered.length === 8 || said(connection).length === ids.length) {
      // time for a client that does not wait to send more
      setTimeout(() => {
        unanswered.splice(0).forEach((answer) => {
          answer();
        });
      }, 20);
    }
    return undefined;
  });

  await kit.connected();
  await kit.peer.until(() => said(kit.peer.last).length === ids.length, 'all marks');

  expect(most).toBe(8);
  expect(new Set(said(kit.peer.last)).size).toBe(ids.length);
});

test('a node that does not know the frame is asked no more, and the next one is told', async () => {
  const ids = direct(20);
  kit.peer.script('sync', () => synced(ids));
  kit.peer.script('markDelivered', () => refused(ErrorCode.FRAME_UNKNOWN_FIELD));
  const alice = await kit.connected();
  await kit.peer.until(() => said(kit.peer.last).length > 0, 'the first marks');
  const older = kit.peer.last;
  let told = 0;
  alice.on('message', () => told++);
  older.send({ case: 'message', value: { ...fromBob(2), conversation: ids[0] ?? '' } });
  await eventually(() => told === 1, 'what came after the refusals');
  alice.presence.setAway(true);
  await kit.peer.until(() => older.asked('setAway').length === 1, 'what was said after them');
  const before = said(older).length;
  expect(before, 'fewer than the server closes for').toBeLessThanOrEqual(8);

  kit.peer.scripts.delete('markDelivered');
  kit.peer.script('sync', () => ({ case: 'sync', value: { token: new Uint8Array([8]) } }));
  older.cut();
  await kit.peer.until(() => kit.peer.connections.length === 2 && said(kit.peer.last).length === 20, 'all of them');

  expect(new Set(said(kit.peer.last))).toEqual(new Set(ids));
  expect(said(older)).toHaveLength(before);
});

test('where the user is no member there is nothing to say', async () => {
  const ids = direct(3);
  kit.peer.script('sync', () => synced(ids));
  kit.peer.script('markDelivered', (asked) => {
    const { conversation, seq } = asked.value as MarkDelivered;
    return conversation === ids[0]
      ? refused(ErrorCode.CONVERSATION_UNKNOWN)
      : { case: 'markedRead', value: { conversation, deliveredSeq: seq } };
  });

  await kit.connected();
  await kit.peer.until(() => said(kit.peer.last).length === 3, 'three marks');
  kit.peer.last.send({ case: 'message', value: { ...fromBob(2), conversation: ids[2] ?? '' } });
  await kit.peer.until(() => said(kit.peer.last).length > 3, 'a further mark');

  expect(said(kit.peer.last)).toEqual([...ids, ids[2]]);
});

test('of what stands behind a gap it is not said that it came, by a later run neither', async () => {
  const store = new MemoryStore();
  const [behind = '', whole = ''] = direct(2);
  const third = { ...fromBob(3), conversation: behind };
  kit.peer.script('readHistory', () => undefined);
  kit.peer.script('sync', () => ({ case: 'sync', value: { token: new Uint8Array([7]) } }));
  const one = await kit.connected({ store });
  const kind = ConversationKind.DIRECT;
  const entry = { conversation: behind, kind, peer: BOB, lastSeq: 3n, lastOrdinal: 3n, lastMessage: third };
  const conversations = [{ entry, messages: [third] }];
  kit.peer.script('sync', () => ({ case: 'sync', value: { token: new Uint8Array([8]), conversations } }));
  kit.peer.last.send({ case: 'resync', value: {} });
  await kit.peer.until(() => kit.peer.last.asked('readHistory').length > 0, 'the gap');
  await one.close();

  kit.peer.script('sync', () => synced([whole]));
  await kit.connected({ store });
  await kit.peer.until(() => said(kit.peer.last).includes(whole), 'what has no gap before it');

  expect(said(kit.peer.last)).toEqual([whole]);
});

test('in a group it is said after a while, so that not all members say it at once', async () => {
  const [withBob = ''] = direct(1);
  kit.peer.script('sync', () => synced([GROUP, withBob]));

  await kit.connected({}, { ...QUICK, spreadGroupMarks: 2_000_000_000 });
  await kit.peer.until(() => said(kit.peer.last).length > 0, 'the mark between two');

  expect(said(kit.peer.last)).toEqual([withBob]);
});

test('of what came in a channel nothing is said', async () => {
  const [pair = ''] = direct(1);
  kit.peer.script('sync', () => synced([CHANNEL, pair]));
  await kit.connected();
  await kit.peer.until(() => said(kit.peer.last).length > 0, 'the first mark');

  // the next mark of the pair waits for longer than any of a channel would
  kit.peer.last.send({ case: 'message', value: { ...fromBob(2), conversation: pair } });
  await kit.peer.until(() => said(kit.peer.last).length > 1, 'the second mark');

  expect(said(kit.peer.last)).toEqual([pair, pair]);
});
