import type { ConversationId, PinnedMessage } from '../api.js';
import type { SessionKeeper } from './session-keeper.js';

/** Reads what is pinned. */
export class RestPins {
  constructor(private readonly keeper: SessionKeeper) {}

  async of(conversation: ConversationId): Promise<readonly PinnedMessage[]> {
    const answer = await this.keeper.call({ method: 'GET', path: `/v1/conversations/${conversation}/pins` });
    // frames in JSON are read nowhere else: a page needs the code for it not before it shows pins
    const { pinsOf } = await import('../wire/pins.js');
    return pinsOf(answer);
  }
}
