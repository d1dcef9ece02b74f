// Talks to the server that served the page, and to nobody else.
import type { Job, Problem } from "./types/api.ts";

/** An answer that is not the one that was asked for, with everything the server said about it. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ApiError";
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One client for all calls; holds the token where one is asked for. */
export class Api {
  constructor(private readonly token: string | null) {}

  /** Reads JSON. */
  async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    const response = await this.send("GET", path + queryText(query), signal ? { signal } : {});
    return (await response.json()) as T;
  }

  /** Reads a file as text. */
  async text(path: string): Promise<string> {
    return (await this.send("GET", path, {})).text();
  }

  /** Sends JSON and reads JSON; nothing where the server sends nothing. */
  async write<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const response = await this.send(method, path, json);
    return (response.status === 204 ? null : await response.json()) as T;
  }

  /** Sends a file as it is. */
  async upload<T>(method: "POST" | "PUT", path: string, body: Blob | string, type: string, query: Query = {}): Promise<T> {
    const response = await this.send(method, path + queryText(query), { body, headers: { "content-type": type } });
    return (await response.json()) as T;
  }

  /** Follows a job until its last state or until the signal says stop. */
  async follow(id: string, seen: (job: Job) => void, signal: AbortSignal): Promise<void> {
    const response = await this.send("GET", `/api/jobs/${encodeURIComponent(id)}/events`, { signal });
    if (!response.body) return;
    for await (const data of eventData(response.body)) seen(JSON.parse(data) as Job);
  }

  private async send(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    // A foreign page cannot set this header without being asked, and will be refused.
    if (method !== "GET") headers.set("x-coercivity", "1");
    let response: Response;
    try {
      response = await fetch(path, { ...init, method, headers, credentials: "same-origin" });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
      throw new ApiError(notReached());
    }
    if (!response.ok) throw new ApiError(await problemOf(response));
    return response;
  }
}

const notReached = (): Problem => ({
  type: "about:blank",
  title: "The program does not answer",
  status: 0,
  detail: "Nothing answers at this address any more. Is `coercivity serve` still running? Start it again and reload the page.",
});

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || `Status ${response.status}`,
    status: response.status,
    detail: `The server answered with status ${response.status}.`,
  };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}

export function queryText(query: Query): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== false) pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text ? `?${text}` : "";
}

/** The `data` of each server-sent event. */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      pending = (pending + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
      let end = pending.indexOf("\n\n");
      while (end >= 0) {
        const data = dataOf(pending.slice(0, end));
        if (data) yield data;
        pending = pending.slice(end + 2);
        end = pending.indexOf("\n\n");
      }
    }
  } finally {
    reader.releaseLock();
  }
}

const dataOf = (event: string): string =>
  event
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).trimStart())
    .join("\n");

/** What to tell the reader about anything that went wrong. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "about:blank", title: "Something went wrong in the page", status: 0, detail };
}
