import type { Locator, Page } from 'playwright-core';
import type { Side } from '../../bot/local/playground.ts';
import type { Service } from './service.ts';

type Message = {
  text?: string;
  /** The citations of an answer, as Teams reads them. */
  aiEntity?: { citation: { position: number; appearance: { name: string; abstract: string } }[] };
};
/** One thing that Agents Playground's page was told on its WebSocket. */
export type Heard = { action: string; message: Message };

/** Agents Playground's personal chat with the bot, in a real browser. */
export type Chat = {
  page: Page;
  /** Everything that came on the WebSocket so far, oldest first. */
  heard: Heard[];
  /** The bot's bubbles, oldest first. */
  bubbles: Locator;
  /** Types and sends a message, as a person would. Gives the bubble that answers it, once it is there. */
  say(text: string): Promise<Locator>;
};

/** Opens the personal chat: as the member whom demo.yaml marks for it, or as the first coordinator there. */
export async function openPlayground(page: Page, service: Service, side: Side = 'member'): Promise<Chat> {
  const heard: Heard[] = [];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/_ws_conversation/')) return;
    socket.on('framereceived', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as Heard;
      if (frame.message) heard.push(frame);
    });
  });
  await page.goto((await service.playground(side)).url);
  await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
  const composer = page.locator('[data-lexical-editor=true]');
  const bubbles = page.locator('.fai-OutputCard');
  await bubbles.first().waitFor(); // the welcome
  return {
    page,
    heard,
    bubbles,
    async say(text) {
      const before = await bubbles.count();
      await composer.click();
      await page.keyboard.insertText(text);
      await composer.getByText(text).waitFor();
      await page.getByRole('button', { name: 'Send Message' }).click();
      const answer = bubbles.nth(before);
      await answer.waitFor();
      return answer;
    },
  };
}
