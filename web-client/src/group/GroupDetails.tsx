import type { Conversation, GroupView } from "@warbler/sdk";
import { DoorOpen, Link as LinkIcon, Pencil, SlidersHorizontal, Trash2, UserRoundPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSnapshot } from "../client/conversations";
import { Avatar } from "../people/Avatar";
import { Button } from "../ui/Button";
import { ConfirmDialog, type Question } from "../ui/Dialog";
import { AddMembersDialog } from "./AddMembersDialog";
import { EditGroupDialog } from "./EditGroupDialog";
import css from "./GroupDetails.module.css";
import { GroupRulesDialog } from "./GroupRulesDialog";
import { InvitesDialog } from "./InvitesDialog";
import { JoinRequests } from "./JoinRequests";
import { MemberList } from "./MemberList";

type Open = "add" | "edit" | "rules" | "invites" | undefined;

/** What a group is, who belongs to it, and what the user may do with it. */
export function GroupDetails({ conversation }: { readonly conversation: Conversation }) {
  const { group: view } = useSnapshot(conversation);
  const [open, setOpen] = useState<Open>();
  const [question, setQuestion] = useState<Question>();
  const close = () => setOpen(undefined);
  if (!view) {
    return null;
  }
  const isMember = view.role !== undefined && !view.dissolved;
  return (
    <div className={css.details}>
      <About id={conversation.id} view={view} isChannel={conversation.isChannel} />
      {isMember && (
        <>
          <Actions conversation={conversation} onOpen={setOpen} />
          {conversation.group?.may("approve") && <JoinRequests conversation={conversation} />}
          {conversation.group?.may("see-members") && (
            <MemberList conversation={conversation} view={view} onAsk={setQuestion} />
          )}
          <Endings conversation={conversation} onAsk={setQuestion} />
        </>
      )}
      {open === "add" && <AddMembersDialog conversation={conversation} onClose={close} />}
      {open === "edit" && <EditGroupDialog conversation={conversation} view={view} onClose={close} />}
      {open === "rules" && <GroupRulesDialog conversation={conversation} view={view} onClose={close} />}
      {open === "invites" && <InvitesDialog conversation={conversation} onClose={close} />}
      <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />
    </div>
  );
}

interface AboutProps {
  readonly id: string;
  readonly view: GroupView;
  readonly isChannel: boolean;
}

function About({ id, view, isChannel }: AboutProps) {
  const { t } = useTranslation();
  const members = t("group.memberCount", { count: view.memberCount });
  const state = isChannel ? t("group.channelOf", { members }) : members;
  return (
    <header className={css.about}>
      <Avatar id={id} name={view.title} size="l" isGroup />
      <h2 className={css.title}>
        <bdi>{view.title}</bdi>
      </h2>
      <p className={css.count}>{view.dissolved ? t("group.isDissolved") : state}</p>
      {view.description !== "" && (
        <p className={css.description} dir="auto">
          {view.description}
        </p>
      )}
      {view.announcement && (
        <p className={css.announcement} dir="auto">
          {view.announcement.text}
        </p>
      )}
    </header>
  );
}

function Actions({
  conversation,
  onOpen,
}: {
  readonly conversation: Conversation;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useTranslation();
  const group = conversation.group;
  const actions: ReactNode[] = [];
  if (group?.may("invite")) {
    actions.push(
      <Button key="add" icon={UserRoundPlus} onPress={() => onOpen("add")}>
        {t("group.add")}
      </Button>,
    );
  }
  if (group?.may("manage-invites")) {
    actions.push(
      <Button key="invites" icon={LinkIcon} onPress={() => onOpen("invites")}>
        {t("invite.title")}
      </Button>,
    );
  }
  if (group?.may("edit-info")) {
    actions.push(
      <Button key="edit" icon={Pencil} onPress={() => onOpen("edit")}>
        {t("group.edit")}
      </Button>,
    );
  }
  if (group?.may("edit-settings")) {
    actions.push(
      <Button key="rules" icon={SlidersHorizontal} onPress={() => onOpen("rules")}>
        {t("group.rules")}
      </Button>,
    );
  }
  return actions.length > 0 ? <div className={css.actions}>{actions}</div> : null;
}

interface EndingsProps {
  readonly conversation: Conversation;
  readonly onAsk: (question: Question) => void;
}

function Endings({ conversation, onAsk }: EndingsProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { group } = conversation;
  const leave = () =>
    onAsk({
      title: t("group.leave"),
      text: t("group.leaveText"),
      confirm: t("group.leave"),
      isDanger: true,
      act: async () => {
        await group?.leave();
        navigate("/");
      },
    });
  const dissolve = () =>
    onAsk({
      title: t("group.dissolve"),
      text: t("group.dissolveText"),
      confirm: t("group.dissolve"),
      isDanger: true,
      act: async () => group?.dissolve(),
    });
  return (
    <div className={css.endings}>
      {group?.may("leave") && (
        <Button look="danger" icon={DoorOpen} onPress={leave}>
          {t("group.leave")}
        </Button>
      )}
      {group?.may("dissolve") && (
        <Button look="danger" icon={Trash2} onPress={dissolve}>
          {t("group.dissolve")}
        </Button>
      )}
    </div>
  );
}
