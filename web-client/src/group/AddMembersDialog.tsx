import type { Conversation, UserId } from "@warbler/sdk";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRelations } from "../client/relations";
import { codeOf } from "../i18n/errors";
import { Button } from "../ui/Button";
import { Dialog, DialogActions, DialogBody } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { useAction } from "../ui/useAction";
import { PeopleChoice } from "./PeopleChoice";

interface AddMembersDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Adds friends to a group; who is banned from it only after another question. */
export function AddMembersDialog({ conversation, onClose }: AddMembersDialogProps) {
  const { t } = useTranslation();
  const candidates = useCandidates(conversation);
  const [chosen, setChosen] = useState<readonly UserId[]>([]);
  const [banned, setBanned] = useState<UserId>();
  const action = useAction();
  const { group } = conversation;
  const add = () =>
    action.run(async () => {
      if (banned !== undefined) {
        await group?.unban(banned);
        setBanned(undefined);
      }
      for (const user of chosen) {
        try {
          await group?.add(user);
          setChosen((left) => left.filter((one) => one !== user));
        } catch (failure) {
          setBanned(codeOf(failure) === "MEMBER_BANNED" && group?.may("ban") ? user : undefined);
          throw failure;
        }
      }
      onClose();
    });
  return (
    <Dialog title={t("group.add")} isOpen onClose={onClose}>
      <DialogBody>
        <PeopleChoice label={t("friends.title")} people={candidates} chosen={chosen} onChoose={setChosen} />
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" busy={action.busy} isDisabled={chosen.length === 0} onPress={add}>
          {banned === undefined ? t("group.addChosen") : t("group.unbanAndAdd")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Friends who are no members. */
function useCandidates(conversation: Conversation): readonly UserId[] {
  const friends = useRelations((relations) => relations.friends);
  const [members, setMembers] = useState<readonly UserId[]>([]);
  useEffect(() => {
    conversation.group?.members().then(
      (all) => setMembers(all.map((member) => member.user)),
      // who is a member already is refused by the server
      () => setMembers([]),
    );
  }, [conversation]);
  return friends.filter((friend) => !members.includes(friend));
}
