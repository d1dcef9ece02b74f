// Builds nodes. Text always becomes a text node, so that nothing that comes
// from a study's files can be read as markup.

export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Handler = (event: never) => void;

/** Attributes by name; `on...` takes a handler, `true` an empty value, null and false leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | Handler>>;

const SVG = "http://www.w3.org/2000/svg";

function dress<E extends Element>(element: E, attributes: Attributes | null, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value as EventListener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

/** Appends nodes and texts, leaving out what is empty. */
export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** An HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes | null = null,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return dress(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes | null = null,
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

/** Puts these children in the place of all others. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** A link that leaves the page on a click and on nothing else. Anything but http(s) stays text. */
export function outside(url: string, text: string): HTMLElement {
  if (!/^https?:\/\//.test(url)) return h("span", null, text);
  return h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, text);
}

/** Sets CSS properties by script, which the page's policy allows where a style attribute is refused. */
export function css(element: HTMLElement | SVGElement, properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
}

/** A button that does something here. */
export function button(text: string, onclick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", ...attributes, onclick }, text);
}

/** A term with its explanation, unfolded on demand. */
export function explained(term: string, ...explanation: readonly Child[]): HTMLDetailsElement {
  return h("details", { class: "explained" }, h("summary", null, term), h("p", null, ...explanation));
}

/** Saves text or a blob as a file. */
export function download(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The click has only begun the download; the address must outlive it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

let last = 0;

/** An id that no other element has. */
export function uniqueId(prefix: string): string {
  last += 1;
  return `${prefix}-${last}`;
}
