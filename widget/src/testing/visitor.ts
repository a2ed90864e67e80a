import { fixture, html, nextFrame } from "@open-wc/testing";
import { sendKeys, sendMouse } from "@web/test-runner-commands";
import type { PhotoChatElement } from "../photo-chat-element.js";
import "../define.js";
import { MemoryClient } from "./memory-client.js";
import { waitUntil } from "./wait-until.js";

const controls = "button, textarea, input, a";

/** A person in front of `<photo-chat>`: looks, clicks and types, and does not know how it is built. */
export class Visitor {
  readonly element: PhotoChatElement;
  readonly client: MemoryClient;

  constructor(element: PhotoChatElement, client: MemoryClient) {
    this.element = element;
    this.client = client;
  }

  /** What stands on the screen. */
  get screen(): string {
    const parts = [...this.#root.children].filter((part) => part instanceof HTMLElement);
    return parts
      .filter((part) => part.checkVisibility())
      .map((part) => part.innerText)
      .join("\n");
  }

  /** What a screen reader has been told as it came in. */
  get announced(): string[] {
    return this.all('[role="log"] p').map(({ textContent }) => textContent);
  }

  /** The bubbles' texts, from top to bottom. */
  get bubbles(): string[] {
    return this.all(".bubble").map(({ innerText }) => innerText.trim());
  }

  /** The states of one's own messages that are shown, from top to bottom. */
  get states(): (string | null)[] {
    return this.all(".detail:not(.hidden) [role=img]").map((state) => state.ariaLabel);
  }

  /** The composer. */
  get composer(): HTMLTextAreaElement {
    return this.find("textarea") as HTMLTextAreaElement;
  }

  /** The part that scrolls. */
  get scroller(): HTMLElement {
    return this.find('[role="region"]');
  }

  /** What has the focus, by its accessible name. */
  get focused(): string | null {
    const active = this.#root.activeElement;
    return active instanceof HTMLElement ? nameOf(active) : null;
  }

  get #root(): ShadowRoot {
    if (!this.element.shadowRoot) throw new Error("not rendered");
    return this.element.shadowRoot;
  }

  all(selector: string): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(selector)];
  }

  find(selector: string): HTMLElement {
    const [found] = this.all(selector);
    if (!found) throw new Error(`${selector} is not on the screen: ${this.screen}`);
    return found;
  }

  /** Whether a control with this accessible name can be used. */
  can(name: string): boolean {
    return this.#controls(name).length > 0;
  }

  /** Clicks a control, where it stands, with the mouse. */
  async click(name: string): Promise<void> {
    await this.#rested();
    const [control] = this.#controls(name);
    if (!control) throw new Error(`"${name}" can't be clicked: ${this.screen}`);
    const { x, y, width, height } = control.getBoundingClientRect();
    const position: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    await sendMouse({ type: "click", position });
    await this.settled();
  }

  /** Types with the keyboard into what has the focus. */
  async type(text: string): Promise<void> {
    await sendKeys({ type: text });
    await this.settled();
  }

  async press(key: string): Promise<void> {
    await sendKeys({ press: key });
    await this.settled();
  }

  /** Pastes into the composer. */
  async paste(text: string): Promise<void> {
    this.composer.focus();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else inserts as a paste does
    document.execCommand("insertText", false, text);
    await this.settled();
  }

  async write(text: string): Promise<void> {
    this.composer.focus();
    await this.type(text);
    await this.press("Enter");
  }

  /** Scrolls so that so many pixels are left below. */
  async scrollTo(below: number): Promise<void> {
    const { scroller } = this;
    scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - below;
    await this.settled();
  }

  /** Pixels below what is seen. */
  get below(): number {
    const { scrollHeight, clientHeight, scrollTop } = this.scroller;
    return Math.round(scrollHeight - clientHeight - scrollTop);
  }

  /** Where a message stands in the window, in pixels. */
  topOf(text: string): number {
    const bubble = this.all(".bubble").find(({ innerText }) => innerText.trim() === text);
    if (!bubble) throw new Error(`"${text}" is not in the thread`);
    return Math.round(bubble.getBoundingClientRect().top);
  }

  async sees(text: string): Promise<void> {
    await waitUntil(() => this.screen.includes(text), `"${text}" does not come: ${this.screen}`);
  }

  /** Renders, lays out, and lets observers and scroll events be heard; rich messages have come. */
  async settled(): Promise<void> {
    await this.element.updateComplete;
    await import("../thread/rich-message.js");
    await this.element.updateComplete;
    await nextFrame();
    await nextFrame();
    await this.element.updateComplete;
  }

  /** Nothing moves any more that comes to an end. */
  async #rested(): Promise<void> {
    const ending = this.#root
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }

  #controls(name: string): HTMLElement[] {
    return this.all(controls).filter(
      (control) =>
        nameOf(control) === name &&
        control.checkVisibility() &&
        !control.closest("[inert]") &&
        !control.matches(":disabled"),
    );
  }
}

function nameOf(control: HTMLElement): string {
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
  return (control.ariaLabel ?? label?.innerText ?? control.innerText).trim();
}

export interface VisitOptions {
  attributes?: Readonly<Record<string, string>>;
  client?: MemoryClient;
  /** Before the element stands in the page. */
  prepare?: (element: PhotoChatElement, client: MemoryClient) => unknown;
}

/** Puts the element into the page, as a conversation with Anna, and waits until it has come to rest. */
export async function visit(options: VisitOptions = {}): Promise<Visitor> {
  const { attributes = {}, client = new MemoryClient(), prepare } = options;
  const element = document.createElement("photo-chat");
  element.setAttribute("with", "anna");
  element.setAttribute("locale", "en-GB");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.client = client;
  prepare?.(element, client);
  const place = await fixture(html`<div></div>`);
  place.append(element);
  const visitor = new Visitor(element, client);
  await visitor.settled();
  return visitor;
}

/** Collects an event's details; the listener goes with the element. */
export function heard<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  element.addEventListener(name, (event) => events.push(event));
  return events;
}
