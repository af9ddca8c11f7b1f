import type { ConnectionState, Session, WarblerClient } from "@warbler/sdk";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";

const ClientContext = createContext<WarblerClient | undefined>(undefined);

/** Gives everything below it the client. */
export function ClientProvider({ client, children }: { readonly client: WarblerClient; readonly children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): WarblerClient {
  const client = useContext(ClientContext);
  if (!client) {
    throw new Error("useClient outside of a ClientProvider");
  }
  return client;
}

export function useConnection(): ConnectionState {
  const client = useClient();
  return useSyncExternalStore(
    useCallback((changed) => client.on("connection", changed), [client]),
    () => client.connection,
  );
}

/** Who is logged in; undefined when nobody is. */
export function useSession(): Session | undefined {
  const client = useClient();
  const [session, setSession] = useState(client.session);
  useEffect(() => {
    setSession((known) => (known?.session === client.session?.session ? known : client.session));
    return client.on("session", (change) => setSession(change.session));
  }, [client]);
  return session;
}

/** The logged-in user's id, for what is only shown to somebody who is logged in. */
export function useMe(): string {
  return useSession()?.user ?? "";
}
