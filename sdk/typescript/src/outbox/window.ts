/** Leaves room for other requests of the connection. */
const MOST = 192;

/** How many sends may be unanswered at once: grows with acks, halves when the server says that it is too much. */
export class Window {
  private size = MOST;
  private inFlight = 0;

  get isOpen(): boolean {
    return this.inFlight < this.size;
  }

  sent(): void {
    this.inFlight++;
  }

  answered(): void {
    this.inFlight--;
  }

  accepted(): void {
    this.size = Math.min(MOST, this.size + 1);
  }

  tooMuch(): void {
    this.size = Math.max(1, Math.floor(this.size / 2));
  }
}
