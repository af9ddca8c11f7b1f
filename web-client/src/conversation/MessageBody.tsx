import type {
  BundleContent,
  ContactContent,
  Conversation,
  LocationContent,
  Message,
  MessageContent,
} from "@warbler/sdk";
import { File, Film, Image, type LucideIcon, MapPin, Mic, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { addressOf } from "../app/place";
import { useFormats } from "../i18n/formats";
import { Name } from "../people/Name";
import { contentText } from "./contentText";
import { hrefOf } from "./links";
import css from "./MessageBody.module.css";
import { MessageText } from "./MessageText";
import { PollView } from "./PollView";

const MAP_HOST = "www.openstreetmap.org";
/** So many messages of a bundle are shown. */
const SHOWN_BUNDLED = 20;

interface MessageBodyProps {
  readonly message: Message;
  /** Where one can do something with what it says. */
  readonly conversation?: Conversation;
}

/** What a message says, whatever kind it is. Nothing is loaded from an address that its sender chose. */
export function MessageBody({ message, conversation }: MessageBodyProps) {
  return conversation && message.content.kind === "poll" ? (
    <PollView conversation={conversation} message={message} poll={message.content} />
  ) : (
    <ContentView content={message.content} />
  );
}

function ContentView({ content }: { readonly content: MessageContent }) {
  const { t } = useTranslation();
  switch (content.kind) {
    case "text":
      return <MessageText text={content.text} spans={content.spans} />;
    case "image":
      return <Attached icon={Image} content={content} />;
    case "video":
      return <Attached icon={Film} content={content} />;
    case "file":
      return <Attached icon={File} content={content} />;
    case "voice":
      return <Attached icon={Mic} content={content} />;
    case "location":
      return <Place content={content} />;
    case "contact":
      return <Contact content={content} />;
    case "custom":
      return <MessageText text={content.fallback} />;
    case "bundle":
      return <Bundle content={content} />;
    case "poll":
      return <MessageText text={contentText(t, content)} />;
    case "deleted":
    case "hidden":
    case "lost":
    case "unsupported":
      return <em className={css.placeholder}>{contentText(t, content)}</em>;
  }
}

type AttachedContent = Extract<MessageContent, { readonly kind: "image" | "video" | "file" | "voice" }>;

function Attached({ icon, content }: { readonly icon: LucideIcon; readonly content: AttachedContent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { blob } = content;
  const href = blob.url === undefined ? undefined : hrefOf(blob.url);
  const length = "durationMs" in content && content.durationMs > 0 ? duration(content.durationMs) : undefined;
  const pixels = "width" in content && content.width > 0 ? `${content.width} × ${content.height}` : undefined;
  const facts = [blob.mediaType, formats.size(blob.sizeBytes), pixels, length].filter(Boolean).join(" · ");
  return (
    <>
      <Card icon={icon} title={blob.fileName || t(`content.${content.kind}`)} facts={facts}>
        {href === undefined ? (
          <span className={css.facts}>{t("content.notAvailable")}</span>
        ) : (
          <OutLink href={href}>{t("content.openAt", { host: new URL(href).host })}</OutLink>
        )}
      </Card>
      {"caption" in content && content.caption !== "" && <MessageText text={content.caption} spans={content.spans} />}
    </>
  );
}

function Place({ content }: { readonly content: LocationContent }) {
  const { t } = useTranslation();
  const place = `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`;
  const at = `mlat=${content.latitude}&mlon=${content.longitude}`;
  return (
    <Card
      icon={MapPin}
      title={content.name || t("content.location")}
      facts={[content.address, place].filter(Boolean).join(" · ")}
    >
      <OutLink href={`https://${MAP_HOST}/?${at}`}>{t("content.map", { host: MAP_HOST })}</OutLink>
    </Card>
  );
}

function Contact({ content }: { readonly content: ContactContent }) {
  const { t } = useTranslation();
  return (
    <Card icon={UserRound} title={content.name} facts={[...content.phones, ...content.emails].join(" · ")}>
      {content.user && (
        <Link href={addressOf.person(content.user)} className={css.open ?? ""}>
          {t("content.profile")}
        </Link>
      )}
    </Card>
  );
}

function Bundle({ content }: { readonly content: BundleContent }) {
  const { t } = useTranslation();
  const { messages, title } = content;
  return (
    <span className={css.bundle}>
      <bdi className={css.title}>{title || t("content.bundle")}</bdi>
      <span className={css.facts}>{t("content.bundled", { count: messages.length })}</span>
      {messages.slice(0, SHOWN_BUNDLED).map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a bundle never change
        <span key={index} className={css.bundled}>
          <Name id={message.sender} />
          {": "}
          <bdi>{contentText(t, message.content)}</bdi>
        </span>
      ))}
      {messages.length > SHOWN_BUNDLED && "…"}
    </span>
  );
}

interface CardProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly facts: string;
  readonly children?: ReactNode;
}

function Card({ icon: Icon, title, facts, children }: CardProps) {
  return (
    <span className={css.card}>
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      <span className={css.words}>
        <bdi className={css.title}>{title}</bdi>
        {facts && <bdi className={css.facts}>{facts}</bdi>}
        {children}
      </span>
    </span>
  );
}

function OutLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={css.open}>
      {children}
    </a>
  );
}

/** 3:07 */
function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
