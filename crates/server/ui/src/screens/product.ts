// My product: from a bill of materials to a study, without a manual.
import { problemFrom } from "../api.ts";
import { fill, h } from "../dom.ts";
import type { Screen } from "../screen.ts";
import { nothing, problemNotice } from "../widgets/notice.ts";
import { studyTables } from "./product/tables.ts";
import { type Upload, upload } from "./product/upload.ts";

export const product: Screen = {
  id: "product",
  title: "My product",
  hint: "Bring a bill of materials, leave with a verdict",
  render(host, context) {
    let made: Upload | null = null;
    let left = false;
    const place = h("div", null, nothing("One moment …"));
    const study = context.study();
    host.append(place);
    if (study !== null) host.append(h("details", { class: "panel own-tables", open: context.state.more["file"] !== undefined }, h("summary", null, study.worked ? "Or begin with a copy of the study chosen above" : "Tables of the study chosen above"), studyTables(context, study)));
    Promise.all([context.vocabulary(), context.scenarios()]).then(
      ([vocabulary, scenarios]) => {
        if (left) return;
        made = upload(context, vocabulary, scenarios);
        fill(place, made.node);
      },
      (error: unknown) => {
        if (!left) fill(place, problemNotice(problemFrom(error)));
      },
    );
    return () => {
      left = true;
      made?.leave();
    };
  },
};
