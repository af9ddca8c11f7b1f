import type { Listenable, Unsubscribe } from './api.js';

type Listener = (event: never) => void;

/** Typed events. What a listener throws goes to `onFault` and disturbs nobody else. */
export class Emitter<Events> implements Listenable<Events> {
  private readonly listeners = new Map<keyof Events, Set<Listener>>();

  constructor(private readonly onFault: (fault: unknown) => void) {}

  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): Unsubscribe {
    const own: Listener = (event: Events[Name]) => {
      listener(event);
    };
    const all = this.listeners.get(name) ?? new Set<Listener>();
    this.listeners.set(name, all.add(own));
    return () => {
      all.delete(own);
    };
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      try {
        (listener as (event: Events[Name]) => void)(event);
      } catch (fault) {
        this.onFault(fault);
      }
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    this.listeners.clear();
  }
}
