// The first step: drop a file, try the sample, or begin with a copy of a worked study.
import { button, download, h } from "../../dom.ts";

const MOST_BYTES = 10_000_000;

/** A small indented list as an ERP system writes it, for those who want to see how it works first. */
export const SAMPLE = `Level,Part number,Description,Quantity,Unit,Supplier,Country of origin
0,SM-200,Servo motor 2 kW,1,PC,,
1,RT-200,Rotor,1,PC,own rotor shop,DE
2,MG-42,NdFeB magnet N42SH,0.35,kg,Magnet maker A,CN
2,RS-01,Electrical steel,3.2,kg,Steel maker B,DE
1,ST-200,Stator,1,PC,own stator shop,DE
2,CU-01,Copper wire,1.1,kg,Wire maker C,PL
2,EN-05,Encoder magnet NdFeB bonded,12,g,Magnet maker D,JP
`;

export interface StartActions {
  take: (file: File) => void;
  refuse: (words: string) => void;
}

export function startPanel(actions: StartActions): HTMLElement {
  const take = (file: File | null | undefined): void => {
    if (!file) return;
    if (file.size > MOST_BYTES) actions.refuse(`${file.name} has ${Math.round(file.size / 1e6)} MB; at most 10 MB are read. Leave out sheets and pictures.`);
    else actions.take(file);
  };
  const input = h("input", { type: "file", id: "bom-file", class: "visually-hidden", accept: ".csv,.txt,.tsv,.xlsx,.xlsm,.ods,.xls", onchange: () => take(input.files?.[0]) });
  const zone = h(
    "div",
    {
      class: "drop-zone",
      ondragover: (event: DragEvent) => {
        event.preventDefault();
        zone.classList.add("over");
      },
      ondragleave: () => zone.classList.remove("over"),
      ondrop: (event: DragEvent) => {
        event.preventDefault();
        zone.classList.remove("over");
        take(event.dataTransfer?.files[0]);
      },
    },
    h("p", { class: "drop-title" }, "Drop your bill of materials here"),
    h("p", { class: "muted" }, "CSV or XLSX, as your ERP or CAD system writes it: indented by level, or parent and child. It stays on this machine."),
    h("p", { class: "actions" }, input, h("label", { for: "bom-file", class: "file-button" }, "Choose a file")),
  );
  const sample = (): File => new File([SAMPLE], "servo-motor.csv", { type: "text/csv" });
  return h(
    "section",
    { class: "start" },
    zone,
    h(
      "p",
      { class: "actions" },
      h("span", { class: "muted" }, "No file at hand?"),
      button("Try it with a sample", () => actions.take(sample()), { class: "quiet" }),
      button("Download the sample", () => download("servo-motor.csv", SAMPLE, "text/csv"), { class: "quiet" }),
    ),
  );
}
