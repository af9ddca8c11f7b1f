import { lazy, Suspense, useEffect } from "react";
import { RouterProvider } from "react-aria-components";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useLocation } from "wouter";
import { useClient, useSession } from "../client/ClientContext";
import { forgetDrafts } from "../client/drafts";
import { forgetJoinRequests } from "../client/joinRequests";
import { forgetPeople } from "../client/people";
import { keepPresence } from "../client/presence";
import { keepRelations } from "../client/relations";
import { forgetStyles } from "../conversation/draftStyles";
import { speak } from "../i18n/i18n";
import { usePreferences } from "../preferences/preferences";
import { Entrance } from "../session/Entrance";
import { useEnd } from "../session/end";
import { Toasts } from "../ui/toast";
import { loadShell } from "./loadShell";

const Shell = lazy(loadShell);

/** The whole interface: the entrance, or the shell for who is logged in. */
export function App() {
  const session = useSession();
  const language = usePreferences((preferences) => preferences.language);
  const [, navigate] = useLocation();
  useEffect(() => {
    speak(language);
  }, [language]);
  useHousekeeping();
  return (
    <I18nProvider locale={language === "zh" ? "zh-CN" : "en-GB"}>
      <RouterProvider navigate={navigate}>
        <Suspense>{session ? <Shell key={session.user} /> : <Entrance />}</Suspense>
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}

/** What goes on while somebody is logged in, and ends with them. */
function useHousekeeping(): void {
  const client = useClient();
  const user = useSession()?.user;
  useEffect(() => {
    if (user === undefined) {
      return;
    }
    const ends = [keepRelations(client), keepPresence(client)];
    return () => {
      for (const end of ends) {
        end();
      }
    };
  }, [client, user]);
  useEffect(
    () =>
      client.on("session", ({ session, reason }) => {
        useEnd.setState({ wasForced: reason === "ended" });
        if (!session) {
          forgetPeople();
          forgetDrafts();
          forgetStyles();
          forgetJoinRequests();
        }
      }),
    [client],
  );
}
