// Saves a chart as it is seen, with its colours resolved.
import { download, s } from "../dom.ts";

interface Words {
  readonly title: string;
  readonly description: string;
}

/** A copy that needs nothing of this page. */
export function svgText(svg: SVGSVGElement, words: Words): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(document.documentElement);
  const resolved = (value: string) => value.replaceAll(/var\((--[a-z-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("var(")) element.setAttribute(attribute.name, resolved(attribute.value));
    }
  }
  copy.removeAttribute("aria-hidden");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.prepend(
    s("title", null, words.title),
    s("desc", null, words.description),
    s("rect", { width: "100%", height: "100%", fill: resolved("var(--paper)") }),
  );
  return new XMLSerializer().serializeToString(copy);
}

/** Twice as fine as on the screen, for slides. */
export async function savePng(name: string, svg: SVGSVGElement, words: Words): Promise<void> {
  const url = URL.createObjectURL(new Blob([svgText(svg, words)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob) download(name, blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}
