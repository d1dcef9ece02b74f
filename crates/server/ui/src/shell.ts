// What stands around every screen: name, pickers, navigation, running work.
import { button, fill, h } from "./dom.ts";
import type { Screen } from "./screen.ts";
import { type Patch, type State, formatState, patched } from "./state.ts";
import { nextTheme, theme } from "./theme.ts";
import type { About, Job, Scenario, Study } from "./types/api.ts";
import { progressWords } from "./widgets/progress.ts";

export class Shell {
  private readonly study = h("select", { id: "study-picker" });
  private readonly scenario = h("select", { id: "scenario-picker" });
  private readonly menu = h("details", { class: "menu" });
  private readonly list = h("ul", { class: "screens" });
  private readonly compact = h("ul", { class: "screens" });
  private readonly jobs = h("div", { class: "jobs", role: "region", "aria-label": "Running work" });
  private readonly spoken = h("div", { class: "visually-hidden", "aria-live": "polite" });
  private readonly title = h("h1", { tabindex: "-1", id: "screen-title" });
  private readonly hint = h("p", { class: "hint" });
  private readonly host = h("div", { class: "screen" });
  private readonly menuName = h("summary", null, "Menu");
  private readonly foot = h("footer");
  private state: State | null = null;

  constructor(
    private readonly screens: readonly Screen[],
    private readonly go: (patch: Patch) => void,
    private readonly stop: (job: string) => Promise<void>,
  ) {
    this.study.addEventListener("change", () => go({ study: this.study.value }));
    this.scenario.addEventListener("change", () => go({ scenario: this.scenario.value }));
    this.menu.append(this.menuName, h("nav", { "aria-label": "Screens, in the menu" }, this.compact));
    document.body.replaceChildren(
      h("a", { class: "skip", href: "#main", onclick: (event: Event) => this.skip(event) }, "Skip to the content"),
      this.header(),
      h("nav", { class: "side", "aria-label": "Screens" }, this.list),
      h("main", { id: "main", tabindex: "-1" }, h("div", { class: "screen-head" }, this.title, this.hint), this.host),
      this.foot,
      this.jobs,
      this.spoken,
    );
  }

  /** Stands there until the first answers have come. */
  loading(state: State): void {
    const screen = this.screens.find((each) => each.id === state.screen);
    this.title.textContent = screen?.title ?? "Coercivity";
    this.hint.textContent = screen?.hint ?? "";
    this.host.replaceChildren(h("p", { class: "hint" }, "Reading studies and data …"));
  }

  /** Which program this is, and where the studies lie. */
  showAbout(about: About): void {
    const { name, version } = about.program;
    fill(
      this.foot,
      `${name} ${version}, figures of ${about.base_year}. Your studies are plain files in ${about.studies_folder}. Nothing leaves this computer. `,
      h("a", { href: "/licences.txt" }, "Licences"),
    );
  }

  /** Names the screen and marks it in the navigation. */
  show(screen: Screen, state: State, studies: readonly Study[], study: string): void {
    this.title.textContent = screen.title;
    this.hint.textContent = screen.hint;
    this.host.className = `screen screen-${screen.id}`;
    this.menuName.textContent = screen.title;
    this.menu.removeAttribute("open");
    document.title = `${screen.title} – Coercivity`;
    this.showStudies(studies, study);
    this.showState(state);
  }

  /** Writes the links anew: they carry study, scenario and branch along. */
  showState(state: State): void {
    this.state = state;
    for (const list of [this.list, this.compact]) {
      fill(list, ...this.screens.map((screen) => h("li", null, this.link(screen, state))));
    }
  }

  showStudies(studies: readonly Study[], chosen: string): void {
    const option = (each: Study) => h("option", { value: each.study, selected: each.study === chosen }, each.title || each.study);
    const group = (label: string, list: readonly Study[]) =>
      list.length > 0 ? h("optgroup", { label }, ...list.map(option)) : null;
    fill(
      this.study,
      group("Your studies", studies.filter((each) => !each.worked)),
      group("Worked studies", studies.filter((each) => each.worked)),
    );
    if (!studies.some((each) => each.study === chosen)) {
      this.study.prepend(h("option", { value: chosen, selected: true }, `${chosen} (not found)`));
    }
  }

  showScenarios(list: readonly Scenario[], chosen: string): void {
    const options = list.map((each) =>
      h("option", { value: each.scenario, selected: each.scenario === chosen }, each.own ? `${each.title} (own)` : each.title),
    );
    // Nothing happening is a scenario too: what the lines lose without any event.
    options.push(h("option", { value: "none", selected: chosen === "none" }, "No events"));
    if (chosen !== "none" && !list.some((each) => each.scenario === chosen)) {
      options.unshift(h("option", { value: chosen, selected: true }, chosen ? `${chosen} (not found)` : "–"));
    }
    fill(this.scenario, ...options);
  }

  /** Work that goes on while another screen is shown, with a way to stop it. */
  showJobs(unseen: readonly Job[]): void {
    const row = (job: Job) =>
      h(
        "div",
        { class: "job" },
        h("span", null, `${job.title || job.verb}: ${progressWords(job)}`),
        button("Stop", () => void this.stop(job.id), { class: "quiet", "aria-label": `Stop ${job.title || job.verb}` }),
      );
    fill(this.jobs, ...unseen.map(row));
  }

  clear(): HTMLElement {
    this.host.replaceChildren();
    return this.host;
  }

  announce(text: string): void {
    this.spoken.textContent = text;
  }

  /** A new screen begins at its top, for the eye and for the keyboard. */
  toTop(): void {
    scrollTo(0, 0);
    this.title.focus({ preventScroll: true });
  }

  private header(): HTMLElement {
    const word = { system: "as the system", light: "light", dark: "dark" };
    const words = h("span", { class: "theme-words" }, `Colours: ${word[theme()]}`);
    const toggle = button("◐ ", () => {
      nextTheme();
      words.textContent = `Colours: ${word[theme()]}`;
    }, { class: "quiet theme" });
    toggle.append(words);
    return h(
      "header",
      { class: "top" },
      h("a", { class: "brand", href: "#/verdict" }, "Coercivity"),
      this.menu,
      h("div", { class: "pickers" }, picker("Study", this.study), picker("Scenario", this.scenario)),
      toggle,
    );
  }

  private link(screen: Screen, state: State): HTMLElement {
    const current = screen.id === state.screen ? "page" : null;
    const href = formatState(patched(state, { screen: screen.id }));
    return h("a", { href, "aria-current": current, onclick: (event: MouseEvent) => this.follow(event, screen.id) }, screen.title);
  }

  /** A plain click goes without a new page; with a key held it opens elsewhere as usual. */
  private follow(event: MouseEvent, screen: string): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.menu.removeAttribute("open");
    if (this.state?.screen !== screen) this.go({ screen });
  }

  private skip(event: Event): void {
    event.preventDefault();
    document.getElementById("main")?.focus();
  }
}

function picker(label: string, select: HTMLSelectElement): HTMLElement {
  return h("label", { class: "picker" }, h("span", null, label), select);
}
