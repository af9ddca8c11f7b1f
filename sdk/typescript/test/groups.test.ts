import { type MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import type { GroupEvent } from '../src/api.js';
import {
  ConversationKind,
  EventKind,
  type EventSchema,
  GroupAudience,
  type GroupChange,
  GroupHistory,
  GroupRole,
  MessageKind,
  type ReadHistory,
} from '../src/wire/generated.js';
import { eventually, Kit } from './kit.js';
import { ALICE, BOB, problem, type Reply } from './peer.js';

const kit = new Kit();
const GROUP = `g${'7'.repeat(32)}`;
const CAROL = 'u0199f1a02d5e7f60a1b2c3d4e5f60718';

type WireEvent = MessageInitShape<typeof EventSchema>;
type What = NonNullable<NonNullable<WireEvent['change']>['what']> extends infer T ? T : never;

function event(seq: number, ordinal: number, what: What, actor = BOB, memberCount = 3): WireEvent {
  const base = { conversation: GROUP, seq: BigInt(seq), ordinal: BigInt(ordinal), actor, memberCount };
  return { ...base, happenedAtMs: BigInt(seq), kind: EventKind.CHANGE, change: { what } as GroupChange };
}

function text(seq: number, ordinal: number, sender = BOB) {
  return {
    conversation: GROUP,
    seq: BigInt(seq),
    ordinal: BigInt(ordinal),
    sender,
    clientMessageId: `m-${seq}`,
    sentAtMs: BigInt(seq),
    kind: MessageKind.TEXT,
    body: { content: { case: 'text', value: `message ${seq}` } as const },
  };
}

const settings = {
  maySend: GroupAudience.EVERYONE,
  mayInvite: GroupAudience.ADMINS,
  mayEditInfo: GroupAudience.ADMINS,
  history: GroupHistory.FROM_JOIN,
  slowModeSeconds: 0,
};

/** A sync that tells of the group, in which Alice has a role. */
function synced(
  events: WireEvent[],
  messages: ReturnType<typeof text>[],
  lastSeq: number,
  role = GroupRole.MEMBER,
): Reply {
  const group = { info: { title: 'Birds' }, settings, memberCount: 3, role, joinedSeq: 1n };
  const entry = {
    conversation: GROUP,
    kind: ConversationKind.GROUP,
    lastSeq: BigInt(lastSeq),
    lastOrdinal: BigInt(messages.length),
    group,
  };
  return { case: 'sync', value: { token: new Uint8Array([3]), conversations: [{ entry, messages, events }] } };
}

const shape = (items: readonly { seq: number | undefined; type: string }[] | undefined) =>
  (items ?? []).map(({ seq, type }) => `${type} ${seq}`);

test('messages and events stand in one order by seq, and a lost event leaves no hole', async () => {
  kit.peer.script('sync', () =>
    synced(
      [
        event(1, 0, { case: 'created', value: { info: { title: 'Birds' }, settings, members: [ALICE] } }),
        event(3, 1, { case: 'infoSet', value: { title: 'Song birds' } }),
        { conversation: GROUP, seq: 4n, ordinal: 1n, kind: EventKind.LOST },
      ],
      [text(2, 1), text(5, 2)],
      5,
    ),
  );
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);

  expect(group?.kind).toBe('group');
  expect(shape(group?.timeline.items)).toEqual(['event 1', 'message 2', 'event 3', 'message 5']);
  expect(group?.timeline).toMatchObject({ hasOlder: false, catchingUp: false });
});

test('what happens changes the view of the group', async () => {
  kit.peer.script('sync', () => synced([], [], 1));
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);
  const told: GroupEvent[] = [];
  group?.on('event', (happened) => told.push(happened));
  const push = async (seq: number, what: What, actor = BOB, memberCount = 3) => {
    kit.peer.last.send({ case: 'event', value: event(seq, 0, what, actor, memberCount) });
    await eventually(() => told.at(-1)?.seq === seq, `event ${seq}`);
    return group?.snapshot.group;
  };

  expect(await push(2, { case: 'infoSet', value: { title: 'Owls', description: 'd', avatar: 'a' } })).toMatchObject({
    title: 'Owls',
    description: 'd',
    avatar: 'a',
  });
  expect(group?.group?.may('invite')).toBe(false);
  expect(await push(3, { case: 'roleSet', value: { user: ALICE, role: GroupRole.ADMIN } })).toMatchObject({
    role: 'admin',
  });
  expect(group?.group?.may('invite')).toBe(true);
  expect(group?.group?.may('dissolve')).toBe(false);
  expect(await push(4, { case: 'roleSet', value: { user: CAROL, role: GroupRole.MEMBER } })).toMatchObject({
    role: 'admin',
  });
  expect(await push(5, { case: 'ownershipTransferred', value: { user: ALICE } })).toMatchObject({ role: 'owner' });
  expect(group?.group?.may('dissolve')).toBe(true);
  expect(group?.group?.may('leave')).toBe(false);
  expect(await push(6, { case: 'ownershipTransferred', value: { user: BOB } }, ALICE)).toMatchObject({ role: 'admin' });
  expect(await push(7, { case: 'roleSet', value: { user: ALICE, role: GroupRole.MEMBER } })).toMatchObject({
    role: 'member',
  });
  expect(group?.group?.may('send')).toBe(true);
  const closed = { ...settings, maySend: GroupAudience.ADMINS, slowModeSeconds: 30 };
  expect(await push(8, { case: 'settingsSet', value: closed })).toMatchObject({
    settings: { maySend: 'admins', slowModeSeconds: 30 },
  });
  expect(group?.group?.may('send')).toBe(false);
  await push(9, { case: 'settingsSet', value: settings });
  const until = Date.now() + 60_000;
  expect(await push(10, { case: 'memberMuted', value: { user: ALICE, untilMs: BigInt(until) } })).toMatchObject({
    mutedUntil: new Date(until),
  });
  expect(group?.group?.may('send')).toBe(false);
  expect(await push(11, { case: 'memberMuted', value: { user: ALICE, untilMs: 0n } })).toMatchObject({
    mutedUntil: undefined,
  });
  expect(await push(12, { case: 'memberLeft', value: {} }, CAROL, 2)).toMatchObject({ memberCount: 2, role: 'member' });
  expect(await push(13, { case: 'memberRemoved', value: { user: ALICE } }, BOB, 1)).toMatchObject({
    role: undefined,
    leftSeq: 13,
    memberCount: 1,
  });
  expect(group?.group?.may('send')).toBe(false);
  expect(told.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('a group that nobody told about yet is asked for', async () => {
  let asked = 0;
  kit.peer.script('sync', () =>
    ++asked === 1 ? { case: 'sync', value: { token: new Uint8Array([1]) } } : synced([], [], 8),
  );
  kit.peer.script('readHistory', () => ({
    case: 'history',
    value: {
      conversation: GROUP,
      lastSeq: 8n,
      events: [event(7, 4, { case: 'membersAdded', value: { users: [ALICE] } })],
      messages: [text(8, 5)],
    },
  }));
  const alice = await kit.connected();

  kit.peer.last.send({ case: 'message', value: text(8, 5) });
  await eventually(() => alice.conversations.get(GROUP)?.snapshot.group?.title === 'Birds', 'its view');
  await eventually(() => alice.conversations.get(GROUP)?.timeline.items.length === 2, 'its items');

  expect(shape(alice.conversations.get(GROUP)?.timeline.items)).toEqual(['event 7', 'message 8']);
  expect(asked).toBeGreaterThanOrEqual(2);
});

test('older pages join without holes, also when a page could not hold all events', async () => {
  kit.peer.script('sync', () => synced([], [text(10, 3)], 10));
  kit.peer.script('readHistory', (request) => {
    const { from } = request.value as ReadHistory;
    const all = (first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, index) =>
        event(first + index, first + index < 9 ? 1 : 2, { case: 'memberLeft', value: {} }, CAROL),
      );
    if (from.case === 'after') {
      const after = Number(from.value.seq);
      return {
        case: 'history',
        value: { conversation: GROUP, events: all(after + 1, Math.min(after + 2, 8)), lastSeq: 10n },
      };
    }
    // message 2 with ordinal 1, then events 3 to 8, of which only the newest two fit, then message 9
    return {
      case: 'history',
      value: { conversation: GROUP, messages: [text(2, 1), text(9, 2)], events: all(7, 8), lastSeq: 10n, more: true },
    };
  });
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);

  await group?.loadOlder();

  expect(group?.timeline.items.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(new Set(group?.timeline.items.map(({ key }) => key)).size).toBe(9);
});

test('a timeline that begins with an event is not joined with it a second time', async () => {
  const left = (seq: number) => event(seq, 1, { case: 'memberLeft', value: {} }, CAROL);
  kit.peer.script('sync', () => synced([left(5), left(6)], [text(7, 2)], 7));
  kit.peer.script('readHistory', () => ({
    case: 'history',
    value: { conversation: GROUP, messages: [text(2, 1)], events: [3, 4, 5, 6].map(left), lastSeq: 7n },
  }));
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);
  expect(group?.timeline.items.map(({ seq }) => seq)).toEqual([5, 6, 7]);

  expect(await group?.loadOlder()).toBe(false);

  expect(group?.timeline.items.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(kit.peer.last.asked('readHistory')).toMatchObject([{ from: { case: 'beforeOrdinal', value: 2n } }]);
});

test('changes go under a key of their own, which is repeated until there is a verdict', async () => {
  kit.peer.script('sync', () => synced([], [], 1, GroupRole.OWNER));
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP)?.group;
  const keys: (string | undefined)[] = [];
  kit.peer.restScript = ({ path, headers }) => {
    if (!path.startsWith('/v1/conversations')) {
      return undefined;
    }
    keys.push(headers['idempotency-key'] as string | undefined);
    return keys.length === 1
      ? problem(503, 'OUTCOME_UNKNOWN')
      : { status: 200, body: { conversation: GROUP, seq: '2', changedAtMs: '1' } };
  };

  await group?.add(CAROL);
  await group?.setRole(BOB, 'admin');
  await group?.mute(BOB, new Date(5));
  await group?.mute(BOB, undefined);
  await group?.updateSettings({ maySend: 'admins', history: 'from-start', slowModeSeconds: 0 });
  await group?.updateInfo({ title: 'Owls' });
  await group?.leave();
  await group?.ban(BOB);
  await group?.unban(BOB);
  await group?.transfer(BOB);
  await group?.dissolve();

  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(11);
  const base = `/v1/conversations/${GROUP}`;
  expect(
    kit.peer.rest
      .filter(({ path }) => path.startsWith('/v1/conversations'))
      .map(({ method, path, body }) => [method, path.slice(base.length), body])
      .slice(1),
  ).toEqual([
    ['PUT', `/members/${CAROL}`, undefined],
    ['PUT', `/members/${BOB}/role`, { role: 'GROUP_ROLE_ADMIN' }],
    ['PUT', `/members/${BOB}/mute`, { untilMs: '5' }],
    ['PUT', `/members/${BOB}/mute`, { untilMs: '0' }],
    [
      'PATCH',
      '',
      { settings: { maySend: 'GROUP_AUDIENCE_ADMINS', history: 'GROUP_HISTORY_FROM_START', slowModeSeconds: 0 } },
    ],
    ['PATCH', '', { title: 'Owls' }],
    ['DELETE', `/members/${ALICE}`, undefined],
    ['PUT', `/bans/${BOB}`, undefined],
    ['DELETE', `/bans/${BOB}`, undefined],
    ['POST', '/owner', { user: BOB }],
    ['DELETE', '', undefined],
  ]);
});

test('a refusal is told with its code, and is not repeated', async () => {
  kit.peer.script('sync', () => synced([], [], 1, GroupRole.OWNER));
  const alice = await kit.connected();
  kit.peer.restScript = ({ method }) => (method === 'PUT' ? problem(403, 'MEMBER_NOT_FRIEND') : undefined);

  await expect(alice.conversations.get(GROUP)?.group?.add(CAROL)).rejects.toMatchObject({
    code: 'MEMBER_NOT_FRIEND',
    status: 403,
  });
  expect(kit.peer.rest.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

test('creating a group gives its conversation, with the view as soon as the server tells', async () => {
  let created = false;
  kit.peer.script('sync', () =>
    created ? synced([], [], 1, GroupRole.OWNER) : { case: 'sync', value: { token: new Uint8Array([1]) } },
  );
  kit.peer.restScript = ({ method, path }) => {
    if (method === 'POST' && path === '/v1/conversations') {
      created = true;
      return { status: 201, body: { conversation: GROUP, seq: '1', changedAtMs: '1' } };
    }
    return path === `/v1/conversations/${GROUP}/members?limit=100`
      ? { status: 200, body: { members: [{ user: ALICE, role: 'GROUP_ROLE_OWNER', joinedSeq: '1' }], next: ALICE } }
      : path.includes('cursor=')
        ? {
            status: 200,
            body: { members: [{ user: BOB, role: 'GROUP_ROLE_MEMBER', joinedSeq: '2', mutedUntilMs: '9' }] },
          }
        : undefined;
  };
  const alice = await kit.connected();

  const group = await alice.conversations.createGroup({
    title: 'Birds',
    members: [BOB],
    settings: { maySend: 'admins' },
  });
  await eventually(() => group.snapshot.group?.role === 'owner', 'the view');

  expect(group.id).toBe(GROUP);
  expect(kit.peer.rest.find(({ path }) => path === '/v1/conversations')?.body).toEqual({
    title: 'Birds',
    members: [BOB],
    settings: { maySend: 'GROUP_AUDIENCE_ADMINS' },
  });
  expect(await group.group?.members()).toEqual([
    { user: ALICE, role: 'owner', joinedSeq: 1, mutedUntil: undefined },
    { user: BOB, role: 'member', joinedSeq: 2, mutedUntil: new Date(9) },
  ]);
});

test('who has read a message and what it said before is told when asked, and when to ask again', async () => {
  kit.peer.script('sync', () => synced([], [], 3));
  kit.peer.restScript = ({ path }) => {
    if (path === `/v1/conversations/${GROUP}/messages/2/readers`) {
      return {
        status: 200,
        body: { conversation: GROUP, seq: '2', users: [BOB], addressedCount: 2, deliveredCount: 1 },
      };
    }
    if (path === `/v1/conversations/${GROUP}/messages/2/edits`) {
      const first = { seq: '2', sinceMs: '5', body: { text: 'helo' } };
      return { status: 200, body: { versions: [first, { seq: '3', sinceMs: '9', body: { text: 'hello' } }] } };
    }
    return path.endsWith('/readers') ? problem(404, 'MESSAGE_UNKNOWN') : undefined;
  };
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);
  const receipts: unknown[] = [];
  alice.on('readReceipt', (receipt) => receipts.push(receipt));

  expect(await group?.readers(2)).toEqual({ readers: [BOB], addressedCount: 2, deliveredCount: 1 });
  await expect(group?.readers(9)).rejects.toMatchObject({ code: 'MESSAGE_UNKNOWN' });
  expect(await group?.versions(2)).toEqual([
    { seq: 2, since: new Date(5), content: { kind: 'text', text: 'helo', spans: [] } },
    { seq: 3, since: new Date(9), content: { kind: 'text', text: 'hello', spans: [] } },
  ]);

  kit.peer.last.send({ case: 'readReceipt', value: { conversation: GROUP, user: ALICE, seq: 3n } });
  for (const seq of [2n, 1n, 0n, 3n]) {
    kit.peer.last.send({ case: 'readReceipt', value: { conversation: GROUP, user: CAROL, seq, deliveredSeq: seq } });
  }
  await eventually(() => receipts.length > 1, 'the last receipt');
  expect(receipts).toEqual([2, 3].map((seq) => ({ conversation: GROUP, user: CAROL, seq })));
});

const CHANNEL = `c${'7'.repeat(32)}`;

/** A sync that tells of a channel with one message, in which Alice has a role. */
function syncedChannel(role: GroupRole): Reply {
  const admins = GroupAudience.ADMINS;
  const group = {
    info: { title: 'News' },
    settings: { ...settings, maySend: admins },
    memberCount: 3,
    role,
    joinedSeq: 1n,
  };
  const entry = { conversation: CHANNEL, kind: ConversationKind.CHANNEL, lastSeq: 2n, lastOrdinal: 1n, group };
  const messages = [{ ...text(2, 1), conversation: CHANNEL }];
  return { case: 'sync', value: { token: new Uint8Array([3]), conversations: [{ entry, messages, events: [] }] } };
}

test('a reader of a channel reacts and leaves, and does nothing else', async () => {
  kit.peer.script('sync', () => syncedChannel(GroupRole.MEMBER));
  const alice = await kit.connected();
  const channel = alice.conversations.get(CHANNEL);

  expect(channel).toMatchObject({ kind: 'group', isChannel: true });
  const may = channel?.group?.may.bind(channel.group);
  expect((['react', 'leave'] as const).map((permission) => may?.(permission))).toEqual([true, true]);
  expect((['send', 'pin', 'invite', 'see-members'] as const).some((permission) => may?.(permission))).toBe(false);
});

test('the owner of a channel writes and sees its members', async () => {
  kit.peer.script('sync', () => syncedChannel(GroupRole.OWNER));
  const alice = await kit.connected();
  const group = alice.conversations.get(CHANNEL)?.group;

  expect((['send', 'see-members', 'pin'] as const).every((permission) => group?.may(permission))).toBe(true);
});

test('a reader learns how many there are and not who', async () => {
  kit.peer.script('sync', () => syncedChannel(GroupRole.MEMBER));
  const alice = await kit.connected();
  const channel = alice.conversations.get(CHANNEL);

  kit.peer.last.send({
    case: 'event',
    value: { conversation: CHANNEL, seq: 3n, ordinal: 1n, kind: EventKind.CHANGE, memberCount: 4 },
  });
  await eventually(() => channel?.snapshot.group?.memberCount === 4, 'the count');

  expect(shape(channel?.timeline.items)).toEqual(['message 2']);
});

test('a channel is created as one', async () => {
  kit.peer.restScript = ({ method, path }) =>
    method === 'POST' && path === '/v1/conversations'
      ? { status: 201, body: { conversation: CHANNEL, seq: '1', changedAtMs: '1' } }
      : undefined;
  const alice = await kit.connected();

  const channel = await alice.conversations.createGroup({ title: 'News', channel: true });

  expect(channel.isChannel).toBe(true);
  expect(kit.peer.rest.find(({ path }) => path === '/v1/conversations')?.body).toEqual({
    title: 'News',
    kind: 'CONVERSATION_KIND_CHANNEL',
  });
});
