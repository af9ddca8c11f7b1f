import { type LucideIcon, MessageCircle, Settings, UserRound } from "lucide-react";
import { Link } from "react-aria-components/Link";
import { useTranslation } from "react-i18next";
import { useMe } from "../client/ClientContext";
import { useBadgeCount } from "../client/conversations";
import { nameOf, useUser } from "../client/people";
import { useRelations } from "../client/relations";
import { useFormats } from "../i18n/formats";
import { Avatar } from "../people/Avatar";
import css from "./NavBar.module.css";
import { addressOf, type Place } from "./place";

/** Leads to the parts of the interface: at the side, or at the foot of a small window. */
export function NavBar({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const unread = useBadgeCount();
  const requests = useRelations((relations) => relations.incoming.length);
  const me = useMe();
  const name = nameOf(useUser(me));
  const part = place.kind === "conversation" ? "inbox" : place.kind === "person" ? "friends" : place.kind;
  return (
    <nav className={css.bar} aria-label={t("nav.label")}>
      <Item href="/" icon={MessageCircle} text={t("nav.chats")} isHere={part === "inbox"} count={unread} />
      <Item href="/friends" icon={UserRound} text={t("nav.friends")} isHere={part === "friends"} count={requests} />
      <Item href="/settings" icon={Settings} text={t("nav.settings")} isHere={part === "settings"} count={0} />
      <Link href={addressOf.settings("profile")} className={css.me ?? ""}>
        <Avatar id={me} name={name} size="s" />
        <span className="visually-hidden">{t("nav.profile", { name })}</span>
      </Link>
    </nav>
  );
}

interface ItemProps {
  readonly href: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly isHere: boolean;
  readonly count: number;
}

function Item({ href, icon: Icon, text, isHere, count }: ItemProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Link href={href} className={css.item ?? ""} {...(isHere ? { "aria-current": "page" as const } : {})}>
      <span className={css.icon}>
        <Icon size={22} aria-hidden />
        {count > 0 && (
          <span className={css.count}>
            <span aria-hidden>{count > 99 ? "99+" : formats.number(count)}</span>
            <span className="visually-hidden">{t("nav.waiting", { count })}</span>
          </span>
        )}
      </span>
      <span className={css.text}>{text}</span>
    </Link>
  );
}
