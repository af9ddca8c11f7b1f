/** Locks that all tabs of an origin share, as the Web Locks API has them. */
export interface TabLocks {
  /** Runs `work` while nobody else holds `name`. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Takes `name` if it is free; the returned function lets it go. Tabs that are gone hold nothing. */
  tryHold(name: string): Promise<(() => void) | undefined>;
}

interface LockManagerLike {
  request<T>(
    name: string,
    options: { readonly ifAvailable?: boolean },
    work: (lock: unknown) => Promise<T>,
  ): Promise<T>;
}

/** The Web Locks of a browser. */
export class WebLocks implements TabLocks {
  constructor(private readonly manager: LockManagerLike) {}

  /** Those of this browser; undefined where there are none, or the page is not secure. */
  static ofBrowser(): WebLocks | undefined {
    const { navigator } = globalThis as { navigator?: { locks?: LockManagerLike } };
    return navigator?.locks === undefined ? undefined : new WebLocks(navigator.locks);
  }

  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.manager.request(name, {}, work);
  }

  tryHold(name: string): Promise<(() => void) | undefined> {
    return new Promise((resolve, reject) => {
      this.manager
        .request(name, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(undefined);
            return Promise.resolve();
          }
          return new Promise<void>((release) => {
            resolve(release);
          });
        })
        .catch(reject);
    });
  }
}

/** Locks of one process: where there are no tabs, as in React Native. */
export class ProcessLocks implements TabLocks {
  private static readonly held = new Set<string>();
  private static readonly turns = new Map<string, Promise<unknown>>();

  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (ProcessLocks.turns.get(name) ?? Promise.resolve()).then(work, work);
    ProcessLocks.turns.set(name, turn);
    return turn;
  }

  tryHold(name: string): Promise<(() => void) | undefined> {
    if (ProcessLocks.held.has(name)) {
      return Promise.resolve(undefined);
    }
    ProcessLocks.held.add(name);
    return Promise.resolve(() => {
      ProcessLocks.held.delete(name);
    });
  }
}
