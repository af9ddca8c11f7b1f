import { X } from "lucide-react";
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import css from "./toast.module.css";

const TIME_MS = 6_000;

const queue = new ToastQueue<string>({ maxVisibleToasts: 3 });

/** Tells something in passing. */
export function toast(text: string): void {
  queue.add(text, { timeout: TIME_MS });
}

/** The place where toasts show. */
export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} className={css.region ?? ""}>
      {({ toast: shown }) => (
        <Toast toast={shown} className={css.toast ?? ""}>
          <ToastContent>
            <Text slot="title">{shown.content}</Text>
          </ToastContent>
          <IconButton slot="close" icon={X} label={t("common.close")} />
        </Toast>
      )}
    </ToastRegion>
  );
}
