import { setTimeout as sleep } from 'node:timers/promises';
import type { Apart, Claimed } from '../domain/messages/claims.ts';

/** Posts of one tenant in flight at once, so that a slow one leaves room for the others. */
const mostOfTenant = 40;
/** A person or channel is posted to once in so many milliseconds: Teams allows 60 in half a minute. */
const rest = 1000;

const target = ({ to }: Claimed): string => ('memberId' in to ? to.memberId : to.conversationId);

/** What is in flight in this process, and who was posted to a moment ago. A post is one message, or a digest's. */
export class Air {
  posts = 0;
  readonly #tenants = new Map<string, number>();
  /** Target to when its last post landed, oldest first. */
  readonly #resting = new Map<string, number>();
  #landed = Promise.withResolvers<void>();

  start([first]: Claimed[]): void {
    this.posts++;
    this.#tenants.set(first!.tenantId, (this.#tenants.get(first!.tenantId) ?? 0) + 1);
  }

  land([first]: Claimed[]): void {
    this.posts--;
    const left = this.#tenants.get(first!.tenantId)! - 1;
    if (left > 0) this.#tenants.set(first!.tenantId, left);
    else this.#tenants.delete(first!.tenantId);
    this.#resting.delete(target(first!));
    this.#resting.set(target(first!), performance.now());
    this.#landed.resolve();
    this.#landed = Promise.withResolvers();
  }

  /** Whom to leave alone for the moment. */
  apart(): Apart {
    const rested = performance.now() - rest;
    for (const [each, at] of this.#resting) {
      if (at > rested) break;
      this.#resting.delete(each);
    }
    const full = [...this.#tenants].filter(([, posts]) => posts >= mostOfTenant);
    return { tenants: full.map(([tenant]) => tenant), targets: [...this.#resting.keys()] };
  }

  /** Resolves when a post has landed, or after so many milliseconds. */
  async landing(milliseconds: number): Promise<void> {
    const over = new AbortController();
    await Promise.race([
      this.#landed.promise,
      sleep(milliseconds, undefined, { signal: over.signal }).catch(() => {}),
    ]);
    over.abort();
  }
}
