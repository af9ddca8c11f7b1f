import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./Button";
import css from "./Dialog.module.css";
import { Notice } from "./Notice";
import { useAction } from "./useAction";

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: over the whole window where that is small. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className={css.overlay ?? ""}
    >
      <Modal className={css.modal ?? ""}>
        <AriaDialog className={css.dialog ?? ""}>
          <header className={css.header}>
            <Heading slot="title" className={css.title ?? ""}>
              {title}
            </Heading>
            <IconButton icon={X} label={t("common.close")} onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The part of a dialog that scrolls. */
export function DialogBody({ children }: { readonly children: ReactNode }) {
  return <div className={css.body}>{children}</div>;
}

/** The row of buttons at a dialog's end. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <footer className={css.actions}>{children}</footer>;
}

export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly confirm: string;
  readonly isDanger?: boolean;
  readonly act: () => Promise<void>;
}

interface ConfirmDialogProps {
  readonly question: Question | undefined;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ question, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const action = useAction();
  if (!question) {
    return null;
  }
  const confirm = () =>
    action.run(async () => {
      await question.act();
      onClose();
    });
  return (
    <Dialog title={question.title} isOpen onClose={onClose}>
      <DialogBody>
        <p>{question.text}</p>
        {action.error && <Notice tone="danger">{action.error}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look={question.isDanger ? "danger" : "primary"} busy={action.busy} onPress={confirm} autoFocus>
          {question.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
