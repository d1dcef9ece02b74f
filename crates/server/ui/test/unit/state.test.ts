import assert from "node:assert/strict";
import { test } from "node:test";
import { formatState, parseState, patched, tokenIn } from "../../src/state.ts";

test("what is written is read again", () => {
  const hash = "#/results?study=ev-motor&scenario=april-2025&branch=eased&line=front-motor";
  assert.equal(formatState(parseState(hash, "verdict")), hash);
});

test("an odd address leads to the first screen", () => {
  assert.equal(parseState("", "verdict").screen, "verdict");
  assert.equal(parseState("#/../etc?x", "verdict").screen, "verdict");
  assert.equal(parseState("#%%%", "verdict").screen, "verdict");
});

test("another study forgets scenario, branch and what the screen had", () => {
  const state = parseState("#/results?study=a&scenario=s&branch=b&line=l", "verdict");
  assert.equal(formatState(patched(state, { study: "z" })), "#/results?study=z");
});

test("another scenario forgets the branch only", () => {
  const state = parseState("#/results?study=a&scenario=s&branch=b&line=l", "verdict");
  assert.equal(formatState(patched(state, { scenario: "t" })), "#/results?study=a&scenario=t&line=l");
});

test("another screen keeps study, scenario and branch", () => {
  const state = parseState("#/results?study=a&scenario=s&branch=b&line=l", "verdict");
  assert.equal(formatState(patched(state, { screen: "chain" })), "#/chain?study=a&scenario=s&branch=b");
  assert.equal(formatState(patched(state, { screen: "chain", more: { line: "m" } })), "#/chain?study=a&scenario=s&branch=b&line=m");
});

test("null takes a value away", () => {
  const state = parseState("#/results?study=a&line=l", "verdict");
  assert.equal(formatState(patched(state, { more: { line: null } })), "#/results?study=a");
});

test("a token is taken only from an address that is nothing else", () => {
  assert.equal(tokenIn("#token=abc-DEF_123"), "abc-DEF_123");
  assert.equal(tokenIn("#/verdict?token=abc"), null);
  assert.equal(tokenIn("#token=<script>"), null);
});
