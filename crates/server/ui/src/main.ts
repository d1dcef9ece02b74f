// Begins: reads the address, asks the server what there is, draws a screen.
import { Api, problemFrom } from "./api.ts";
import { learnCountries } from "./countries.ts";
import { fill, h } from "./dom.ts";
import { Jobs } from "./jobs.ts";
import type { Context, Screen } from "./screen.ts";
import { FIRST_SCREEN, SCREENS } from "./screens/index.ts";
import { Shell } from "./shell.ts";
import { type Patch, type State, formatState, parseState, patched, tokenIn } from "./state.ts";
import { applyTheme } from "./theme.ts";
import type { About, Scenario, Study, Vocabulary } from "./types/api.ts";
import { problemNotice } from "./widgets/notice.ts";

/** The token moves from the address, which may be shared, to this tab's own memory. */
function takeToken(): string | null {
  const token = tokenIn(location.hash);
  if (token !== null) {
    sessionStorage.setItem("coercivity-token", token);
    history.replaceState(null, "", "#/");
  }
  return sessionStorage.getItem("coercivity-token");
}

class Page {
  private readonly api = new Api(takeToken());
  private readonly jobs = new Jobs(this.api, (unseen) => this.shell?.showJobs(unseen), () => this.studies);
  private state: State = parseState(location.hash, FIRST_SCREEN);
  private studies: Study[] = [];
  private about: About | null = null;
  private shell: Shell | null = null;
  private leave: () => void = () => undefined;
  /** Answers of the server by study, until something is written. */
  private readonly scenarios = new Map<string, Promise<readonly Scenario[]>>();
  private readonly vocabularies = new Map<string, Promise<Vocabulary>>();

  async start(): Promise<void> {
    applyTheme();
    // What stands around every screen is there at once, whatever the answers take.
    this.shell = new Shell(SCREENS, (patch) => this.go(patch), (id) => this.jobs.stop(id));
    this.shell.loading(this.state);
    try {
      await this.load();
    } catch (error) {
      fill(document.body, h("main", { class: "alone" }, h("h1", null, "Coercivity"), problemNotice(problemFrom(error))));
      return;
    }
    this.draw();
    addEventListener("hashchange", () => {
      const next = parseState(location.hash, FIRST_SCREEN);
      if (formatState(next) === formatState(this.state)) return;
      this.state = next;
      this.draw();
    });
  }

  private async load(): Promise<void> {
    const [about, { studies }] = await Promise.all([
      this.api.get<About>("/api/about"),
      this.api.get<{ studies: Study[] }>("/api/studies"),
    ]);
    this.about = about;
    this.studies = studies;
    this.shell?.showAbout(about);
    // Names of countries are wanted everywhere, and before anything is drawn.
    const id = this.state.study ?? about.default_study;
    const vocabulary = await this.vocabulary(id).catch(() => null);
    if (vocabulary) learnCountries(vocabulary.countries);
  }

  private vocabulary(study: string): Promise<Vocabulary> {
    return remembered(this.vocabularies, study, () => this.api.get<Vocabulary>("/api/vocabulary", { study }));
  }

  private scenariosOf(study: string): Promise<readonly Scenario[]> {
    return remembered(this.scenarios, study, async () => {
      return (await this.api.get<{ scenarios: Scenario[] }>("/api/scenarios", { study })).scenarios;
    });
  }

  private go(patch: Patch): void {
    const next = patched(this.state, patch);
    const hash = formatState(next);
    if (hash === formatState(this.state)) return;
    const newScreen = next.screen !== this.state.screen;
    this.state = next;
    history.pushState(null, "", hash);
    this.draw();
    if (newScreen) this.shell?.toTop();
  }

  private note(patch: Patch): void {
    this.state = patched(this.state, patch);
    history.replaceState(null, "", formatState(this.state));
    this.shell?.showState(this.state);
  }

  private async refresh(): Promise<void> {
    this.scenarios.clear();
    this.vocabularies.clear();
    await this.load();
    this.shell?.showStudies(this.studies, this.studyId());
  }

  private studyId(): string {
    return this.state.study ?? this.about?.default_study ?? "";
  }

  private draw(): void {
    const { shell, about } = this;
    if (!shell || !about) return;
    this.leave();
    this.leave = () => undefined;
    const screen: Screen | undefined = SCREENS.find((each) => each.id === this.state.screen) ?? SCREENS[0];
    if (!screen) return;
    const study = this.studies.find((each) => each.study === this.studyId()) ?? null;
    shell.show(screen, this.state, this.studies, this.studyId());
    this.scenariosOf(this.studyId()).then(
      (list) => shell.showScenarios(list, this.state.scenario ?? study?.scenario ?? ""),
      () => shell.showScenarios([], ""),
    );
    const host = shell.clear();
    try {
      this.leave = screen.render(host, this.context(about, study));
    } catch (error) {
      console.error(error);
      fill(host, problemNotice(problemFrom(error)));
    }
  }

  private context(about: About, study: Study | null): Context {
    return {
      state: this.state,
      api: this.api,
      about,
      studies: this.studies,
      jobs: this.jobs,
      study: () => study,
      scenario: () => this.state.scenario ?? study?.scenario ?? "",
      scenarios: () => this.scenariosOf(this.studyId()),
      vocabulary: () => this.vocabulary(this.studyId()),
      go: (patch) => this.go(patch),
      note: (patch) => this.note(patch),
      href: (patch) => formatState(patched(this.state, patch)),
      refresh: () => this.refresh(),
      announce: (text) => this.shell?.announce(text),
    };
  }
}

/** The remembered answer, or a new one; a failed one is not remembered. */
function remembered<T>(memory: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = memory.get(key);
  if (known) return known;
  const asked = ask();
  memory.set(key, asked);
  asked.catch(() => memory.delete(key));
  return asked;
}

void new Page().start();
