import { MessageSquarePlus, UserRoundPlus, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { ListBox } from "react-aria-components/ListBox";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf } from "../app/place";
import { useClient, useConnection } from "../client/ClientContext";
import { useConversations } from "../client/conversations";
import { usePeople } from "../client/people";
import { useRelations } from "../client/relations";
import { NewGroupDialog } from "../group/NewGroupDialog";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { SearchField } from "../ui/Field";
import { Menu } from "../ui/Menu";
import { PaneHeader } from "../ui/Pane";
import css from "./InboxPane.module.css";
import { InboxRow } from "./InboxRow";
import { found } from "./search";

/** The user's conversations by last activity, and a search by name through them and through friends. */
export function InboxPane({ current }: { readonly current: string | undefined }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState("");
  const [isMakingGroup, setMakingGroup] = useState(false);
  const shown = useFound(query);
  return (
    <>
      <PaneHeader title={t("inbox.title")}>
        <Menu
          label={t("inbox.new")}
          icon={MessageSquarePlus}
          actions={[
            { id: "message", text: t("inbox.newMessage"), icon: UserRoundPlus, act: () => navigate("/friends") },
            { id: "group", text: t("inbox.newGroup"), icon: Users, act: () => setMakingGroup(true) },
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
      <ListBox
        aria-label={t("inbox.title")}
        items={shown.map((conversation) => ({ id: conversation.id, conversation }))}
        dependencies={[current]}
        onAction={(id) => navigate(addressOf.conversation(String(id)))}
        className={css.rows ?? ""}
        renderEmptyState={() => <Nothing isSearch={query.trim() !== ""} />}
      >
        {(item) => <InboxRow id={item.id} conversation={item.conversation} isCurrent={item.id === current} />}
      </ListBox>
      <NewGroupDialog isOpen={isMakingGroup} onClose={() => setMakingGroup(false)} />
    </>
  );
}

function useFound(query: string) {
  const client = useClient();
  const conversations = useConversations();
  const friends = useRelations((relations) => relations.friends);
  const users = usePeople((people) => people.users);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names come in while the list stands
  return useMemo(() => found(query, client, conversations, friends), [query, client, conversations, friends, users]);
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
