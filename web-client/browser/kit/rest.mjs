import { randomUUID } from "node:crypto";
import { URL_OF_GATEWAY } from "./environment.mjs";

const TRIES = 20;
const PAUSE_MS = 250;

/** Calls the REST API; what is refused throws, what may succeed later is repeated. */
async function call(method, path, { token, body, key } = {}) {
  for (let tries = 1; ; tries++) {
    const response = await fetch(URL_OF_GATEWAY + path, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { "Idempotency-Key": key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) {
      return text === "" ? undefined : JSON.parse(text);
    }
    if (![429, 503].includes(response.status) || tries === TRIES) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** A registered user, logged in over REST. */
export class Person {
  static async register(nick, displayName) {
    const name = `${nick}-${randomUUID().slice(0, 8)}`;
    const password = randomUUID();
    const user = await call("POST", "/v1/users", { body: { name, password } });
    const session = await call("POST", "/v1/sessions", { body: { name, password } });
    const person = new Person(user.id, name, password, session.accessToken, displayName ?? name);
    if (displayName) {
      await person.call("PATCH", "/v1/users/me", { displayName });
    }
    return person;
  }

  constructor(id, name, password, token, shownName) {
    Object.assign(this, { id, name, password, token, shownName });
  }

  call(method, path, body, key) {
    return call(method, path, { token: this.token, body, key });
  }

  async befriend(other) {
    const request = await this.call("POST", "/v1/friend-requests", { user: other.id });
    await other.call("POST", `/v1/friend-requests/${request.id}/accept`);
  }

  write(to, text) {
    return this.call("POST", `/v1/users/${to.id}/messages`, { text }, randomUUID());
  }

  /** Writes in a conversation. */
  say(conversation, text) {
    return this.call("POST", `/v1/conversations/${conversation}/messages`, { text }, randomUUID());
  }

  /** Writes "message 1" to "message N"; the first comes first and the last comes last. */
  async writeMany(to, count, word = "message") {
    await this.write(to, `${word} 1`);
    const between = Array.from({ length: count - 2 }, (_, index) => `${word} ${index + 2}`);
    await Promise.all(between.map((text) => this.write(to, text)));
    await this.write(to, `${word} ${count}`);
  }

  /** Creates a group and returns its id. */
  async group(title, members) {
    const body = { title, members: members.map((member) => member.id) };
    return (await this.call("POST", "/v1/conversations", body, randomUUID())).conversation;
  }

  /** The texts of a conversation, oldest first. */
  async texts(conversation) {
    const { messages = [] } = await this.call("GET", `/v1/conversations/${conversation}/messages?limit=100`);
    return messages.map((message) => message.body?.text);
  }
}

/** Two friends. */
export async function friends(oneName, otherName) {
  const [one, other] = await Promise.all([Person.register("alice", oneName), Person.register("bob", otherName)]);
  await one.befriend(other);
  return [one, other];
}
