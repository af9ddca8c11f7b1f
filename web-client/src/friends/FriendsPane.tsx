import type { FriendRequest, UserId } from "@warbler/sdk";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { addressOf, FRIENDS_LISTS, type FriendsList } from "../app/place";
import { useClient } from "../client/ClientContext";
import { nameOf, useUser } from "../client/people";
import { refreshRelations, useRelations } from "../client/relations";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Notice } from "../ui/Notice";
import { PaneHeader } from "../ui/Pane";
import { SearchField } from "../ui/SearchField";
import { useAction } from "../ui/useAction";
import css from "./FriendsPane.module.css";
import { PeopleFound } from "./PeopleFound";
import { PeopleList, Person } from "./PeopleList";

interface FriendsPaneProps {
  readonly list: FriendsList;
  /** The user whose page is open. */
  readonly current: UserId | undefined;
}

/** Friends, requests and blocks, and a search through everybody. */
export function FriendsPane({ list, current }: FriendsPaneProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState("");
  const incoming = useRelations((relations) => relations.incoming.length);
  return (
    <>
      <PaneHeader title={t("friends.title")} />
      <div className={css.search}>
        <SearchField label={t("friends.searchAll")} clearLabel={t("common.clear")} value={query} onChange={setQuery} />
      </div>
      {query.trim() !== "" ? (
        <div className={css.panel}>
          <PeopleFound query={query} current={current} />
        </div>
      ) : (
        <Tabs
          selectedKey={list}
          onSelectionChange={(key) => navigate(addressOf.friends(key as FriendsList))}
          className={css.tabs ?? ""}
        >
          <TabList aria-label={t("friends.title")} className={css.tabList ?? ""}>
            {FRIENDS_LISTS.map((one) => (
              <Tab key={one} id={one} className={css.tab ?? ""}>
                {t(`friends.list.${one}`)}
                {one === "requests" && incoming > 0 && <span className={css.count}>{incoming}</span>}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="all" className={css.panel ?? ""}>
            <Friends current={current} />
          </TabPanel>
          <TabPanel id="requests" className={css.panel ?? ""}>
            <Requests />
          </TabPanel>
          <TabPanel id="blocked" className={css.panel ?? ""}>
            <Blocked current={current} />
          </TabPanel>
        </Tabs>
      )}
    </>
  );
}

function Friends({ current }: { readonly current: UserId | undefined }) {
  const { t } = useTranslation();
  const { friends, status } = useRelations();
  if (status === "known" && friends.length === 0) {
    return <EmptyState title={t("friends.emptyTitle")} text={t("friends.emptyText")} art="people" />;
  }
  return <PeopleList label={t("friends.list.all")} people={friends} current={current} />;
}

function Blocked({ current }: { readonly current: UserId | undefined }) {
  const { t } = useTranslation();
  const { blocked, status } = useRelations();
  if (status === "known" && blocked.length === 0) {
    return <EmptyState title={t("friends.noBlockedTitle")} text={t("friends.noBlockedText")} art="people" />;
  }
  return <PeopleList label={t("friends.list.blocked")} people={blocked} current={current} />;
}

function Requests() {
  const { t } = useTranslation();
  const { incoming, outgoing, status } = useRelations();
  const action = useAction();
  if (status === "known" && incoming.length + outgoing.length === 0) {
    return <EmptyState title={t("friends.noRequestsTitle")} text={t("friends.noRequestsText")} art="inbox" />;
  }
  return (
    <>
      {action.error && <Notice tone="danger">{action.error}</Notice>}
      {incoming.length > 0 && <h2 className={css.heading}>{t("friends.incoming")}</h2>}
      <ul>
        {incoming.map((request) => (
          <Incoming key={request.id} request={request} run={action.run} />
        ))}
      </ul>
      {outgoing.length > 0 && <h2 className={css.heading}>{t("friends.outgoing")}</h2>}
      <ul>
        {outgoing.map((request) => (
          <Outgoing key={request.id} request={request} run={action.run} />
        ))}
      </ul>
    </>
  );
}

interface RequestProps {
  readonly request: FriendRequest;
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

function Incoming({ request, run }: RequestProps) {
  const { t } = useTranslation();
  const client = useClient();
  const answer = (work: Promise<unknown>) => run(() => work.then(() => refreshRelations(client)));
  const name = nameOf(useUser(request.user));
  return (
    <li className={css.row}>
      <Person id={request.user}>{request.message ? <bdi>{request.message}</bdi> : t("friends.wantsToBeFriend")}</Person>
      <IconButton
        icon={Check}
        look="primary"
        label={t("friends.acceptOf", { name })}
        onPress={() => answer(client.friends.accept(request.id))}
      />
      <IconButton
        icon={X}
        label={t("friends.declineOf", { name })}
        onPress={() => answer(client.friends.decline(request.id))}
      />
    </li>
  );
}

function Outgoing({ request, run }: RequestProps) {
  const { t } = useTranslation();
  const client = useClient();
  const withdraw = () => run(() => client.friends.withdraw(request.id).then(() => refreshRelations(client)));
  return (
    <li className={css.row}>
      <Person id={request.user}>{t("friends.waiting")}</Person>
      <Button look="quiet" onPress={withdraw}>
        {t("person.withdraw")}
      </Button>
    </li>
  );
}
