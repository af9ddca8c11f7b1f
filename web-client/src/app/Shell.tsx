import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBadgeCount } from "../client/conversations";
import { useDraftSync } from "../client/drafts";
import { ConversationPage } from "../conversation/ConversationPage";
import { FriendsPane } from "../friends/FriendsPane";
import { InboxPane } from "../inbox/InboxPane";
import { EmptyState } from "../ui/EmptyState";
import { ConnectionPill } from "./ConnectionPill";
import { NavBar } from "./NavBar";
import { type Place, usePlace } from "./place";
import css from "./Shell.module.css";
import { ShortcutsDialog, useShortcuts } from "./shortcuts";
import { useChangeFailures } from "./useChangeFailures";
import { useDecisions } from "./useDecisions";
import { useNotices } from "./useNotices";

const PersonPage = lazy(() => import("../people/PersonPage"));
const SettingsList = lazy(() => import("../settings/SettingsList"));
const SettingsPage = lazy(() => import("../settings/SettingsPage"));

/** The window of who is logged in: the bar, a list, and what was chosen from it. Small windows show one at a time. */
export default function Shell() {
  const place = usePlace();
  const shortcuts = useShortcuts(place);
  useTitle();
  useChangeFailures();
  useDecisions();
  useNotices();
  useDraftSync();
  return (
    <div className={css.shell} data-front={isListInFront(place) ? "list" : "main"}>
      <NavBar place={place} />
      <div className={css.list}>
        <Suspense>
          <ListPane place={place} />
        </Suspense>
      </div>
      <main className={css.main}>
        <Suspense>
          <MainPane place={place} />
        </Suspense>
      </main>
      <ConnectionPill />
      <ShortcutsDialog isOpen={shortcuts.helpIsOpen} onClose={shortcuts.closeHelp} />
    </div>
  );
}

function isListInFront(place: Place): boolean {
  return place.kind === "inbox" || place.kind === "friends" || (place.kind === "settings" && !place.section);
}

function ListPane({ place }: { readonly place: Place }) {
  switch (place.kind) {
    case "inbox":
    case "conversation":
      return <InboxPane current={place.kind === "conversation" ? place.id : undefined} />;
    case "friends":
    case "person":
      return (
        <FriendsPane
          list={place.kind === "friends" ? place.list : "all"}
          current={place.kind === "person" ? place.id : undefined}
        />
      );
    case "settings":
      return <SettingsList current={place.section} />;
  }
}

function MainPane({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  switch (place.kind) {
    case "inbox":
      return <EmptyState title={t("inbox.chooseTitle")} text={t("inbox.chooseText")} art="bird" />;
    case "conversation":
      return <ConversationPage key={place.id} id={place.id} details={place.details} />;
    case "friends":
      return <EmptyState title={t("friends.chooseTitle")} text={t("friends.chooseText")} art="people" />;
    case "person":
      return <PersonPage key={place.id} id={place.id} />;
    case "settings":
      return <SettingsPage section={place.section ?? "profile"} />;
  }
}

function useTitle(): void {
  const unread = useBadgeCount();
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Warbler` : "Warbler";
  }, [unread]);
}
