import { expect, test } from 'vitest';
import { OrderedView } from '../src/conversation/ordered-view.js';

const place = (seq: number) => ({ seq, ordinal: seq, item: undefined });
const seqs = (places: readonly { seq: number }[]) => places.map(({ seq }) => seq);

function anchored(seq = 0): OrderedView {
  const view = new OrderedView();
  view.anchor({ seq, ordinal: seq });
  return view;
}

test('nothing is let through before the beginning is known, and what lies before it never', () => {
  const view = new OrderedView();
  expect(view.offer(place(4))).toEqual([]);
  expect(view.offer(place(6))).toEqual([]);
  expect(view.offer(place(5))).toEqual([]);
  expect(view.isMissing).toBe(false);

  expect(seqs(view.anchor({ seq: 4, ordinal: 4 }))).toEqual([5, 6]);
  expect(view.held).toEqual({ seq: 6, ordinal: 6 });
  expect(view.anchor({ seq: 0, ordinal: 0 })).toEqual([]);
  expect(view.held.seq).toBe(6);
});

test('every order and every repetition gives the same, once', () => {
  for (const order of [
    [1, 2, 3],
    [3, 2, 1],
    [2, 2, 3, 1, 1, 3],
    [1, 3, 1, 2, 2],
  ]) {
    const view = anchored();
    expect(order.flatMap((seq) => seqs(view.offer(place(seq))))).toEqual([1, 2, 3]);
    expect(view.isMissing).toBe(false);
  }
});

test('a gap is missing until it is filled, and so is what is only known of', () => {
  const view = anchored();
  view.offer(place(2));
  expect(view.isMissing).toBe(true);
  view.offer(place(1));
  expect(view.isMissing).toBe(false);
  view.knows(9);
  view.knows(5);
  expect(view.isMissing).toBe(true);
  expect(view.knownSeq).toBe(9);
});

test('what nobody will ever tell is passed over', () => {
  const view = anchored();
  view.offer(place(3));
  view.offer(place(8));
  view.offer(place(9));

  expect(seqs(view.skipTo({ seq: 7, ordinal: 5 }))).toEqual([3, 8, 9]);
  expect(view.held).toEqual({ seq: 9, ordinal: 9 });
  expect(view.skipTo({ seq: 4, ordinal: 4 })).toEqual([]);
  expect(view.held.seq).toBe(9);
});

test('beyond a gap the nearest 512 wait, the others are read again', () => {
  const view = anchored();
  for (let seq = 2; seq <= 600; seq++) {
    view.offer(place(seq));
  }
  expect(view.offer(place(1))).toHaveLength(513);
  expect(view.held.seq).toBe(513);
  expect(view.knownSeq).toBe(600);
  expect(view.isMissing).toBe(true);
});
