import type { Conversation } from "@warbler/sdk";
import { Archive, AtSign, Link as LinkIcon, MessageSquarePlus, UserRoundPlus, Users, X } from "lucide-react";
import { lazy, type ReactElement, Suspense, useMemo, useState } from "react";
import { ListBox } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient, useConnection } from "../client/ClientContext";
import { useArchived, useConversations } from "../client/conversations";
import { usePeople } from "../client/people";
import { useRelations } from "../client/relations";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Menu } from "../ui/Menu";
import { PaneHeader } from "../ui/Pane";
import { SearchField } from "../ui/SearchField";
import css from "./InboxPane.module.css";
import { InboxRow } from "./InboxRow";
import { found } from "./search";

const NewGroupDialog = lazy(() => import("../group/NewGroupDialog"));
const JoinGroupDialog = lazy(() => import("../group/JoinGroupDialog"));
const MentionsList = lazy(() => import("./MentionsList"));

type View = "list" | "archived" | "mentions";

/** The user's conversations by last activity, and a search by name through them and through friends. */
export function InboxPane({ current }: { readonly current: string | undefined }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState("");
  const [isMakingGroup, setMakingGroup] = useState(false);
  const [isJoining, setJoining] = useState(false);
  const [view, setView] = useState<View>("list");
  const shown = useFound(query, view);
  if (view !== "list") {
    return (
      <>
        <PaneHeader title={t(`inbox.${view}`)}>
          <IconButton icon={X} label={t("inbox.toList")} onPress={() => setView("list")} />
        </PaneHeader>
        {view === "archived" ? (
          <Rows label={t("inbox.archived")} shown={shown} current={current} empty={<NothingArchived />} />
        ) : (
          <div className={css.rows}>
            <Suspense>
              <MentionsList />
            </Suspense>
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <PaneHeader title={t("inbox.title")}>
        <Menu
          label={t("inbox.more")}
          actions={[
            { id: "mentions", text: t("inbox.mentions"), icon: AtSign, act: () => setView("mentions") },
            { id: "archived", text: t("inbox.archived"), icon: Archive, act: () => setView("archived") },
          ]}
        />
        <Menu
          label={t("inbox.new")}
          icon={MessageSquarePlus}
          actions={[
            { id: "message", text: t("inbox.newMessage"), icon: UserRoundPlus, act: () => navigate("/friends") },
            { id: "group", text: t("inbox.newGroup"), icon: Users, act: () => setMakingGroup(true) },
            { id: "join", text: t("inbox.joinGroup"), icon: LinkIcon, act: () => setJoining(true) },
          ]}
        />
      </PaneHeader>
      <div className={css.search}>
        <SearchField
          id="inbox-search"
          label={t("inbox.search")}
          clearLabel={t("common.clear")}
          value={query}
          onChange={setQuery}
        />
      </div>
      <Rows
        label={t("inbox.title")}
        shown={shown}
        current={current}
        empty={<Nothing isSearch={query.trim() !== ""} />}
      />
      {isJoining && (
        <Suspense>
          <JoinGroupDialog onClose={() => setJoining(false)} />
        </Suspense>
      )}
      {isMakingGroup && (
        <Suspense>
          <NewGroupDialog isOpen onClose={() => setMakingGroup(false)} />
        </Suspense>
      )}
    </>
  );
}

interface RowsProps {
  readonly label: string;
  readonly shown: readonly Conversation[];
  readonly current: string | undefined;
  readonly empty: ReactElement;
}

function Rows({ label, shown, current, empty }: RowsProps) {
  const [, navigate] = useLocation();
  return (
    <ListBox
      aria-label={label}
      items={shown.map((conversation) => ({ id: conversation.id, conversation }))}
      dependencies={[current]}
      onAction={(id) => navigate(addressOf.conversation(String(id)))}
      className={css.rows ?? ""}
      renderEmptyState={() => empty}
    >
      {(item) => <InboxRow id={item.id} conversation={item.conversation} isCurrent={item.id === current} />}
    </ListBox>
  );
}

/** The archive; or the list, and when something is searched for, all of both that has this name. */
function useFound(query: string, view: View) {
  const client = useClient();
  const list = useConversations();
  const archived = useArchived();
  const isSearch = query.trim() !== "";
  const conversations = useMemo(
    () => (view === "archived" ? archived : isSearch ? [...list, ...archived] : list),
    [view, isSearch, list, archived],
  );
  const friends = useRelations((relations) => relations.friends);
  const users = usePeople((people) => people.users);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names come in while the list stands
  return useMemo(() => found(query, client, conversations, friends), [query, client, conversations, friends, users]);
}

function NothingArchived() {
  const { t } = useTranslation();
  return <EmptyState title={t("inbox.noArchived")} text={t("inbox.noArchivedText")} art="nothing" />;
}

function Nothing({ isSearch }: { readonly isSearch: boolean }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const connection = useConnection();
  if (isSearch) {
    return <EmptyState title={t("inbox.nothingFound")} text={t("inbox.nothingFoundText")} art="nothing" />;
  }
  if (connection.status !== "online") {
    return null;
  }
  return (
    <EmptyState title={t("inbox.emptyTitle")} text={t("inbox.emptyText")} art="inbox">
      <Button look="primary" onPress={() => navigate("/friends")}>
        {t("inbox.findPeople")}
      </Button>
    </EmptyState>
  );
}
