import type { Conversation, Group, GroupMember, GroupRole, GroupView } from "@warbler/sdk";
import { MicOff } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { nameOf, useUser } from "../client/people";
import { usePresence } from "../client/presence";
import { errorText } from "../i18n/errors";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import { Button } from "../ui/Button";
import type { Question } from "../ui/Dialog";
import { Menu, type MenuAction } from "../ui/Menu";
import { Notice } from "../ui/Notice";
import { toast } from "../ui/toast";
import css from "./MemberList.module.css";

const HOUR_MS = 3_600_000;
const RANK: Record<GroupRole, number> = { owner: 2, admin: 1, member: 0 };

interface MemberListProps {
  readonly conversation: Conversation;
  readonly view: GroupView;
  readonly onAsk: (question: Question) => void;
}

/** Who belongs to a group, the owner and the admins first. */
export function MemberList({ conversation, view, onAsk }: MemberListProps) {
  const { t } = useTranslation();
  const { members, error, reload } = useMembers(conversation, view.memberCount);
  const sorted = [...members].sort(
    (one, other) => RANK[other.role] - RANK[one.role] || one.joinedSeq - other.joinedSeq,
  );
  return (
    <section>
      <h3 className={css.heading}>{t("group.members")}</h3>
      {error && (
        <Notice tone="danger">
          {error}{" "}
          <Button look="quiet" onPress={reload}>
            {t("connection.retry")}
          </Button>
        </Notice>
      )}
      <ul className={css.members}>
        {sorted.map((member) => (
          <Member
            key={member.user}
            member={member}
            conversation={conversation}
            view={view}
            onAsk={onAsk}
            onDone={reload}
          />
        ))}
      </ul>
    </section>
  );
}

function useMembers(conversation: Conversation, memberCount: number) {
  const { t } = useTranslation();
  const [members, setMembers] = useState<readonly GroupMember[]>([]);
  const [error, setError] = useState<string>();
  const reload = useCallback(() => {
    setError(undefined);
    conversation.group?.members().then(setMembers, (failure) => setError(errorText(t, failure)));
  }, [conversation, t]);
  useEffect(() => {
    reload();
    return conversation.on("event", reload);
  }, [conversation, reload]);
  // of a large channel's members live events say no more than how many there are
  const count = conversation.isChannel ? memberCount : 0;
  useEffect(() => {
    if (count > 0) {
      reload();
    }
  }, [reload, count]);
  return { members, error, reload };
}

interface MemberProps extends MemberListProps {
  readonly member: GroupMember;
  /** Something was done to a member. */
  readonly onDone: () => void;
}

function Member({ member, conversation, view, onAsk, onDone }: MemberProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const me = useMe();
  const user = useUser(member.user);
  const presence = usePresence(member.user);
  const name = nameOf(user);
  const actions = useMemberActions(member, name, conversation.group, view, onAsk, onDone);
  const isMuted = member.mutedUntil !== undefined && member.mutedUntil.getTime() > Date.now();
  return (
    <li className={css.member}>
      <Avatar id={member.user} name={name} size="s" isOnline={presence?.state === "online"} />
      <span className={css.words}>
        <bdi className={css.name}>{name}</bdi>
        <span className={css.role}>
          {member.user === me && <>{t("message.you")} · </>}
          {t(`role.${member.role}`)}
        </span>
      </span>
      {isMuted && member.mutedUntil && (
        <MicOff
          size={16}
          role="img"
          className={css.muted}
          aria-label={t("group.mutedUntil", { time: formats.moment(member.mutedUntil) })}
        />
      )}
      {member.user !== me && actions.length > 0 && <Menu label={t("group.actionsFor", { name })} actions={actions} />}
    </li>
  );
}

function useMemberActions(
  { user, role, mutedUntil }: GroupMember,
  name: string,
  group: Group | undefined,
  view: GroupView,
  onAsk: (question: Question) => void,
  onDone: () => void,
): readonly MenuAction[] {
  const { t } = useTranslation();
  if (!group || !view.role) {
    return [];
  }
  const isLower = RANK[role] < RANK[view.role];
  const attempt = (work: Promise<void>) => {
    work.then(onDone).catch((failure) => toast(errorText(t, failure)));
  };
  const ask = (title: string, text: string, act: () => Promise<void>) =>
    onAsk({ title, text, confirm: title, isDanger: true, act: () => act().then(onDone) });
  const mute = (hours: number) => attempt(group.mute(user, new Date(Date.now() + hours * HOUR_MS)));
  const actions: (MenuAction | false)[] = [
    group.may("set-role") &&
      role === "member" && {
        id: "admin",
        text: t("group.makeAdmin"),
        act: () => attempt(group.setRole(user, "admin")),
      },
    group.may("set-role") &&
      role === "admin" && {
        id: "member",
        text: t("group.makeMember"),
        act: () => attempt(group.setRole(user, "member")),
      },
    group.may("mute") && isLower && { id: "mute1", text: t("group.mute", { count: 1 }), act: () => mute(1) },
    group.may("mute") && isLower && { id: "mute24", text: t("group.mute", { count: 24 }), act: () => mute(24) },
    group.may("mute") &&
      isLower &&
      mutedUntil !== undefined && {
        id: "unmute",
        text: t("group.unmute"),
        act: () => attempt(group.mute(user, undefined)),
      },
    group.may("transfer") && {
      id: "transfer",
      text: t("group.transfer"),
      act: () => ask(t("group.transfer"), t("group.transferText", { name }), () => group.transfer(user)),
    },
    group.may("remove") &&
      isLower && {
        id: "remove",
        text: t("group.remove"),
        isDanger: true,
        act: () => ask(t("group.remove"), t("group.removeText", { name }), () => group.remove(user)),
      },
    group.may("ban") &&
      isLower && {
        id: "ban",
        text: t("group.ban"),
        isDanger: true,
        act: () => ask(t("group.ban"), t("group.banText", { name }), () => group.ban(user)),
      },
  ];
  return actions.filter((action) => action !== false);
}
