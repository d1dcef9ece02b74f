import assert from "node:assert/strict";
import { test } from "node:test";
import { eventData, queryText } from "../../src/api.ts";

async function collected(...chunks: string[]): Promise<string[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const found: string[] = [];
  for await (const data of eventData(body)) found.push(data);
  return found;
}

test("events are put together from any pieces", async () => {
  assert.deepEqual(await collected("event: job\nda", 'ta: {"a":1}\n', "\nevent: job\ndata: 2\n\n"), ['{"a":1}', "2"]);
});

test("comments and carriage returns are no data", async () => {
  assert.deepEqual(await collected(": still here\r\n\r\ndata: x\r\n\r\n"), ["x"]);
});

test("an event that is cut off is not delivered", async () => {
  assert.deepEqual(await collected("data: 1\n\ndata: 2"), ["1"]);
});

test("queries leave out what is not asked", () => {
  assert.equal(queryText({ study: "a b", line: null, all: true, on: undefined, off: false }), "?study=a+b&all=true");
  assert.equal(queryText({}), "");
});
