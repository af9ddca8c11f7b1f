import { type MessageInitShape } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import {
  ConversationKind,
  EventKind,
  type EventSchema,
  type GroupChange,
  GroupJoinPolicy,
  GroupRole,
  JoinRequestState,
} from '../src/wire/generated.js';
import { eventually, Kit } from './kit.js';
import { ALICE, BOB, problem, type Reply } from './peer.js';

const kit = new Kit();
const GROUP = `g${'7'.repeat(32)}`;
const LINK = `warbler:${GROUP}/join/AAECAwQFBgcICQoLDA0ODw`;

type WireEvent = MessageInitShape<typeof EventSchema>;
type What = NonNullable<NonNullable<WireEvent['change']>['what']> extends infer T ? T : never;

function event(seq: number, what: What | undefined, actor = ALICE): WireEvent {
  const base = { conversation: GROUP, seq: BigInt(seq), ordinal: 0n, actor, memberCount: 2, happenedAtMs: BigInt(seq) };
  return { ...base, kind: EventKind.CHANGE, ...(what === undefined ? {} : { change: { what } as GroupChange }) };
}

function synced(role: GroupRole, events: WireEvent[] = [], lastSeq = 1): Reply {
  const group = {
    info: { title: 'Birds' },
    settings: { joinPolicy: GroupJoinPolicy.QUESTION, joinQuestion: 'Who?' },
    memberCount: 2,
    role,
    joinedSeq: 1n,
    announcement: { text: 'We meet', actor: BOB, setAtMs: 5n },
  };
  const entry = { conversation: GROUP, kind: ConversationKind.GROUP, lastSeq: BigInt(lastSeq), group };
  return { case: 'sync', value: { token: new Uint8Array([3]), conversations: [{ entry, messages: [], events }] } };
}

test('the view tells who comes in and what stands on top, and follows', async () => {
  kit.peer.script('sync', () => synced(GroupRole.MEMBER));
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);
  expect(group?.snapshot.group).toMatchObject({
    settings: { joinPolicy: 'question', joinQuestion: 'Who?' },
    announcement: { text: 'We meet', actor: BOB, setAt: new Date(5) },
  });
  expect(group?.group?.may('approve')).toBe(false);

  kit.peer.last.send({ case: 'event', value: event(2, { case: 'announcementSet', value: { text: '' } }, BOB) });

  await eventually(() => group?.snapshot.group?.announcement === undefined, 'the end of it');
});

test('what only admins may know leaves no item and no hole', async () => {
  kit.peer.script('sync', () =>
    synced(GroupRole.MEMBER, [event(2, { case: 'memberJoined', value: {} }, BOB), event(3, undefined, '')], 3),
  );
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP);

  kit.peer.last.send({ case: 'event', value: event(4, { case: 'memberLeft', value: {} }, BOB) });

  await eventually(() => group?.timeline.items.at(-1)?.seq === 4, 'the last event');
  expect(group?.timeline.items.map(({ seq }) => seq)).toEqual([2, 4]);
});

test('owner and admins make, list and revoke invites, and decide on requests', async () => {
  kit.peer.script('sync', () => synced(GroupRole.OWNER));
  const invite = { id: '3', creator: ALICE, madeAtMs: '5', maxUses: 9 };
  kit.peer.restScript = ({ method, path }) => {
    const at = path.slice(`/v1/conversations/${GROUP}`.length);
    switch (`${method} ${at}`) {
      case 'POST /invites':
        return { status: 201, body: { invite, token: 'AAECAwQFBgcICQoLDA0ODw' } };
      case 'GET /invites':
        return { status: 200, body: { invites: [invite] } };
      case 'GET /join-requests?limit=100':
        return { status: 200, body: { requests: [{ user: BOB, askedAtMs: '7', answer: 'hi' }] } };
      default:
        return at === '' ? undefined : { status: 200, body: { conversation: GROUP, seq: '2', changedAtMs: '1' } };
    }
  };
  const alice = await kit.connected();
  const group = alice.conversations.get(GROUP)?.group;

  const made = await group?.invite({ expiresAt: new Date(99), maxUses: 9 });
  expect(made).toEqual({
    invite: { id: 3, creator: ALICE, madeAt: new Date(5), expiresAt: undefined, maxUses: 9, uses: 0 },
    link: LINK,
  });
  expect(await group?.invites()).toEqual([made?.invite]);
  expect(await group?.joinRequests()).toEqual([{ user: BOB, askedAt: new Date(7), answer: 'hi' }]);
  await group?.revokeInvite(3);
  await group?.approve(BOB);
  await group?.decline(BOB);
  await group?.announce('We meet');

  const asked = kit.peer.rest.filter(({ path }) => path.startsWith('/v1/conversations/'));
  expect(asked.map(({ method, path }) => `${method} ${path.slice(52)}`)).toEqual(
    expect.arrayContaining([
      'DELETE invites/3',
      `PUT join-requests/${BOB}`,
      `DELETE join-requests/${BOB}`,
      'PUT announcement',
    ]),
  );
  expect(asked[0]?.body).toEqual({ expiresAtMs: '99', maxUses: 9 });
});

test('a link shows a group and leads into it, or leaves a request', async () => {
  kit.peer.script('sync', () => ({ case: 'sync', value: { token: new Uint8Array([1]) } }));
  let member = false;
  kit.peer.restScript = ({ path }) => {
    if (path.endsWith('/preview')) {
      const body = { conversation: GROUP, title: 'Birds', memberCount: 2, joinPolicy: 'GROUP_JOIN_POLICY_OPEN' };
      return { status: 200, body: { ...body, request: 'JOIN_REQUEST_STATE_DECLINED' } };
    }
    const joined = { conversation: GROUP, seq: '2', changedAtMs: '1', ...(member ? { member } : {}) };
    return path.endsWith('/join') ? { status: 200, body: joined } : undefined;
  };
  const alice = await kit.connected();

  expect(await alice.conversations.previewInvite(` ${LINK} `)).toEqual({
    conversation: GROUP,
    title: 'Birds',
    avatar: '',
    memberCount: 2,
    joinPolicy: 'open',
    joinQuestion: '',
    member: false,
    request: 'declined',
  });
  expect(await alice.conversations.joinByInvite(LINK, 'Bob')).toBeUndefined();
  member = true;
  expect((await alice.conversations.joinByInvite(LINK))?.id).toBe(GROUP);
  expect(kit.peer.rest.filter(({ path }) => path.endsWith('/join')).map(({ body }) => body)).toEqual([
    { token: 'AAECAwQFBgcICQoLDA0ODw', answer: 'Bob' },
    { token: 'AAECAwQFBgcICQoLDA0ODw', answer: '' },
  ]);
});

test('what is no link is refused without asking, and a refusal has its code', async () => {
  const alice = await kit.connected();
  await expect(alice.conversations.previewInvite('https://example.com')).rejects.toMatchObject({
    code: 'INVITE_UNKNOWN',
  });

  kit.peer.restScript = ({ path }) => (path.endsWith('/join') ? problem(409, 'GROUP_FULL') : undefined);

  await expect(alice.conversations.joinByInvite(LINK)).rejects.toMatchObject({ code: 'GROUP_FULL' });
});

test('who asks to join is told what becomes of it, can look, and takes it back', async () => {
  const answers = [{ state: 'JOIN_REQUEST_STATE_OPEN' }, { state: 'JOIN_REQUEST_STATE_WITHDRAWN' }];
  kit.peer.restScript = ({ method, path }) => {
    if (!path.endsWith('/join-request')) {
      return undefined;
    }
    if (method === 'DELETE') {
      return { status: 200, body: { conversation: GROUP, seq: '3', changedAtMs: '1' } };
    }
    const answer = answers.shift();
    return answer === undefined ? problem(404, 'JOIN_REQUEST_UNKNOWN') : { status: 200, body: answer };
  };
  const alice = await kit.connected();
  const told: unknown[] = [];
  alice.on('joinRequest', (change) => told.push(change));

  const frame = (state: JoinRequestState): Reply => ({
    case: 'joinRequestChanged',
    value: { conversation: GROUP, state, changedAtMs: 7n },
  });
  kit.peer.last.send(frame(JoinRequestState.OPEN));
  kit.peer.last.send(frame(JoinRequestState.UNSPECIFIED));
  kit.peer.last.send(frame(JoinRequestState.DECLINED));

  await eventually(() => told.length === 2, 'both that are known');
  expect(told).toEqual([
    { conversation: GROUP, state: 'open', changedAt: new Date(7) },
    { conversation: GROUP, state: 'declined', changedAt: new Date(7) },
  ]);
  expect(await alice.conversations.joinRequest(GROUP)).toBe('open');
  await alice.conversations.withdrawJoinRequest(GROUP);
  expect(await alice.conversations.joinRequest(GROUP)).toBe('withdrawn');
  expect(await alice.conversations.joinRequest(GROUP)).toBeUndefined();
});
