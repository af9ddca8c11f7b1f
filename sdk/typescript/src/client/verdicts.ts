import type { ChangeResult, SendResult } from '../api.js';
import type { StoredSend } from '../store/store.js';

/** Who waits for the verdicts of sends and changes. */
export class Verdicts {
  private readonly sends = new Map<string, (result: SendResult) => void>();
  private readonly changes = new Map<string, (result: ChangeResult) => void>();

  ofSend(clientMessageId: string): Promise<SendResult> {
    return new Promise((resolve) => this.sends.set(clientMessageId, resolve));
  }

  ofChange(clientMessageId: string): Promise<ChangeResult> {
    return new Promise((resolve) => this.changes.set(clientMessageId, resolve));
  }

  sent({ clientMessageId }: StoredSend, result: SendResult): void {
    this.sends.get(clientMessageId)?.(result);
    this.sends.delete(clientMessageId);
  }

  changed({ clientMessageId }: StoredSend, result: ChangeResult): void {
    this.changes.get(clientMessageId)?.(result);
    this.changes.delete(clientMessageId);
  }

  /** Nothing more is heard; the store keeps what has no verdict. */
  end(): void {
    [...this.sends.values(), ...this.changes.values()].forEach((resolve) => {
      resolve({ status: 'kept' });
    });
    this.sends.clear();
    this.changes.clear();
  }
}
