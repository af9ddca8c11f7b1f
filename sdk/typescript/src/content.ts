import type { MessageContent } from './message.js';

/** Words for any content: its text, caption or name, or what its sender wrote for clients that do not know it; may be empty. */
export function fallbackOf(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
    case 'file':
      return content.caption === '' ? content.blob.fileName : content.caption;
    case 'voice':
      return content.blob.fileName;
    case 'location':
      return content.name === '' ? content.address : content.name;
    case 'contact':
      return content.name;
    case 'custom':
      return content.fallback;
    case 'bundle':
      return content.title;
    case 'poll':
      return content.question;
    case 'deleted':
    case 'hidden':
    case 'lost':
    case 'unsupported':
      return '';
  }
}
