// What drives the loss, and so what is worth knowing better.
import { chart } from "../../charts/frame.ts";
import { tornado } from "../../charts/tornado.ts";
import type { LineView } from "../../types/run.ts";
import { nothing } from "../../widgets/notice.ts";
import { Section, beside } from "./section.ts";

export function driverSection(lines: readonly LineView[], preview: boolean): Section {
  const moved = lines.filter((line) => line.drivers.length > 0);
  const none = preview ? "The first look does not tell causes; they come with the whole ensemble." : "Nothing that was drawn at random moves a loss.";
  return new Section(
    "What drives it",
    "Each run draws its own values. A long bar marks a number worth knowing better: the loss follows it.",
    moved.length > 0 ? beside(...moved.map((line) => chart(tornado(line)).element)) : nothing(none),
  );
}
