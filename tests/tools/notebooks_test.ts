/**
 * How outputs of notebooks are compared: what counts as a change, and what is only noise.
 */
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { canKeepOutputs, outputDifferences } from "../../tools/notebooks/compare_outputs.ts";
import { markupDifference, textDifference } from "../../tools/notebooks/compare_text.ts";
import type { CodeCell, DataOutput, Notebook, Output } from "../../tools/notebooks/notebook.ts";
import { parseNotebook } from "../../tools/notebooks/notebook.ts";
import { OutputCollector } from "../../tools/notebooks/output_collector.ts";
import { serializeNotebook } from "../../tools/notebooks/serialize.ts";
import { notebookErrors, withOutputs } from "../../tools/notebooks/update.ts";

function printed(text: string): Output {
  return { output_type: "stream", name: "stdout", text };
}

function shown(data: Record<string, unknown>): DataOutput {
  return { output_type: "execute_result", data, metadata: {} };
}

function cellWith(outputs: Output[], ...tags: string[]): CodeCell {
  return { kind: "code", id: "cell", tags, source: "", outputs };
}

function png(width: number, height: number): string {
  const head = new Uint8Array(24);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(head.buffer).setUint32(16, width);
  new DataView(head.buffer).setUint32(20, height);
  return head.toBase64();
}

const THROWN: Output = { output_type: "error", ename: "TypeError", evalue: "no", traceback: ["TypeError: no", "at 1"] };

Deno.test("textDifference() passes when a number with all its digits changes by less than 1e-9 of its size", () => {
  assertEquals(textDifference("cost 0.0547285347071365\n", "cost 0.0547285347071366\n", "close"), undefined);
  assertEquals(textDifference("[ -1.5e-300 ]", "[ -1.5000000000001e-300 ]", "close"), undefined);
});

Deno.test("textDifference() names the numbers when one changes by more", () => {
  assertEquals(
    textDifference("cost 0.0547285347071365", "cost 0.0547285348071365", "close"),
    "0.0547285347071365 became 0.0547285348071365",
  );
  assert(textDifference("0", "1e-17", "close") !== undefined, "a zero that is none any more");
  assert(textDifference("0.5", "-0.5", "close") !== undefined, "a changed sign");
});

Deno.test("textDifference() wants rounded numbers digit for digit", () => {
  assert(textDifference("tensor([[0.1256, 1.7526]])", "tensor([[0.1256, 1.7527]])", "close") !== undefined);
  assert(textDifference("0.1256", "0.12560", "close") !== undefined);
  assert(textDifference("500000000", "500000001", "close") !== undefined);
});

Deno.test("textDifference() finds changed words, lost numbers, NaN and infinity", () => {
  for (const fresh of ["costs 1.5", "cost", "cost NaN", "cost Infinity", "cost 1.5 2.5"]) {
    for (const rule of ["close", "drawn", "any"] as const) {
      assert(textDifference("cost 1.5", fresh, rule) !== undefined, `${rule}: ${fresh}`);
    }
  }
});

Deno.test("textDifference() sees numbers through terminal colours", () => {
  const coloured = (number: string) => `\x1b[33m${number}\x1b[39m`;
  assertEquals(textDifference(coloured("0.12345678901234"), coloured("0.12345678901235"), "close"), undefined);
  assert(textDifference(coloured("0.12345678901234"), coloured("0.12345679"), "close") !== undefined);
});

Deno.test("markupDifference() lets coordinates move by one in the third decimal, but not text", () => {
  const drawing = (x: string, label: string) =>
    `<svg id="figure-0a1b2c3d"><path d="M${x},2L3,4"/><text>${label}</text></svg>`;
  assertEquals(markupDifference(drawing("1.234", "0.5"), drawing("1.235", "0.5"), "close"), undefined);
  assert(markupDifference(drawing("1.234", "0.5"), drawing("1.236", "0.5"), "close") !== undefined);
  assert(markupDifference(drawing("1.234", "0.5"), drawing("1.234", "0.501"), "close") !== undefined);
  assert(markupDifference(drawing("1.234", "0.5"), drawing("1.234", "<b/>0.5"), "close") !== undefined);
});

Deno.test("markupDifference() passes over the name that a figure has after its content", () => {
  const drawing = (name: string) => `<svg id="${name}"><style>#${name} text { fill: #fff }</style></svg>`;
  assertEquals(markupDifference(drawing("figure-0a1b2c3d"), drawing("figure-ffffffff"), "close"), undefined);
});

Deno.test("outputDifferences() reports an error", () => {
  assertEquals(outputDifferences(cellWith([printed("1")]), [printed("1"), THROWN]), ["threw TypeError: no"]);
  assertEquals(outputDifferences(cellWith([], "volatile"), [THROWN]).length, 1);
});

Deno.test("outputDifferences() reports lost, new and changed kinds of outputs", () => {
  const figure = shown({ "image/svg+xml": "<svg/>", "image/png": png(6, 4) });
  for (const fresh of [[], [printed("a"), figure], [shown({ "image/svg+xml": "<svg/>" })]]) {
    assertEquals(outputDifferences(cellWith([figure]), fresh).length, 1);
  }
  assertEquals(outputDifferences(cellWith([]), [printed("a")]).length, 1);
  assertEquals(outputDifferences(cellWith([figure]), [figure]), []);
});

Deno.test("outputDifferences() wants every digit in documented cells and none in volatile ones", () => {
  const stored = [printed("0.0547285347071365")], fresh = [printed("0.0547285347071366")];
  assertEquals(outputDifferences(cellWith(stored), fresh), []);
  assertEquals(outputDifferences(cellWith(stored, "documented"), fresh).length, 1);
  assertEquals(outputDifferences(cellWith([printed("1.5 ms")], "volatile"), [printed("2.5 ms")]), []);
  assertEquals(outputDifferences(cellWith([printed("1.5 ms")], "volatile"), []).length, 1);
});

Deno.test("outputDifferences() compares images by their size", () => {
  const differences = (fresh: string) =>
    outputDifferences(cellWith([shown({ "image/png": png(6, 4) })]), [shown({ "image/png": fresh })]);
  assertEquals(differences(png(6, 4)), []);
  assertMatch(differences(png(6, 5))[0], /6×4 pixels became one of 6×5 pixels/);
  assertMatch(differences("AAAA")[0], /no pixels/);
});

Deno.test("canKeepOutputs() keeps what says nothing new, so that a second run changes no file", () => {
  assert(canKeepOutputs(cellWith([printed("1.5 ms")], "volatile"), [printed("2.5 ms")]));
  assert(!canKeepOutputs(cellWith([printed("1.5 ms")], "volatile"), [printed("2.5 seconds")]));
  assert(canKeepOutputs(cellWith([printed("0.12345678901234")]), [printed("0.12345678901235")]));
  assert(!canKeepOutputs(cellWith([printed("0.5")]), [printed("0.6")]));
});

Deno.test("canKeepOutputs() keeps a volatile drawing while only what is read in it differs", () => {
  const drawn = (x: number, seconds: number, pixel: string) =>
    shown({
      "image/svg+xml": `<svg><circle cx="${x}"/><text>${seconds} s</text></svg>`,
      "image/png": png(6, 4) + pixel,
    });
  const stored = drawn(1.5, 0.01, "AAAA");
  assert(canKeepOutputs(cellWith([stored], "volatile"), [drawn(1.5, 0.02, "BBBB")]));
  assert(canKeepOutputs(cellWith([stored], "volatile"), [drawn(1.501, 0.02, "BBBB")]));
  assert(!canKeepOutputs(cellWith([stored], "volatile"), [drawn(1.6, 0.01, "BBBB")]));
  assert(!canKeepOutputs(cellWith([stored]), [drawn(1.5, 0.01, "BBBB")]));
  const image = (pixel: string) => [shown({ "image/png": png(6, 4) + pixel })];
  assert(!canKeepOutputs(cellWith(image("AAAA"), "volatile"), image("BBBB")));
});

Deno.test("withOutputs() replaces what has changed and leaves the rest", () => {
  const kept = { ...cellWith([printed("0.12345678901234")]), id: "kept" };
  const replaced = { ...cellWith([printed("1")]), id: "replaced" };
  const notebook: Notebook = { cells: [kept, replaced] };
  const executed = new Map([[kept, [printed("0.12345678901235")]], [replaced, [printed("2")]]]);
  assertEquals(withOutputs(notebook, executed).cells, [kept, { ...replaced, outputs: [printed("2")] }]);
});

Deno.test("notebookErrors() names the cell and gives the stack", () => {
  const cell = cellWith([]);
  assertEquals(notebookErrors(new Map([[cell, [printed("1"), THROWN]]])), ["cell cell: TypeError: no\nat 1"]);
});

Deno.test("serializeNotebook() writes what parseNotebook() reads, without anything that changes from run to run", () => {
  const notebook: Notebook = {
    cells: [
      { kind: "markdown", id: "title", tags: [], source: "# Title\n\nText" },
      cellWith([printed("a\nb\n"), shown({ "text/plain": "1\n2", "image/png": png(1, 1) }), THROWN], "volatile"),
    ],
  };
  const text = serializeNotebook(notebook);
  assertEquals(parseNotebook(text, "n.ipynb"), notebook);
  assertEquals(serializeNotebook(parseNotebook(text, "n.ipynb")), text);

  const file = JSON.parse(text);
  file.cells[1].metadata.execution = { "iopub.execute_input": "2026-01-01T00:00:00Z" };
  file.cells[1].execution_count = 17;
  file.metadata.language_info.version = "6.0";
  assertEquals(serializeNotebook(parseNotebook(JSON.stringify(file), "n.ipynb")), text);
});

Deno.test("parseNotebook() throws when the format has no cell ids", () => {
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 4, cells: [] });
  assertThrows(
    () => parseNotebook(text, "n.ipynb"),
    TypeError,
    "Cannot read n.ipynb: notebook format 4.5 was expected, but 4.4",
  );
});

function collect(...messages: [type: string, content: unknown][]): Output[] {
  const collector = new OutputCollector(new Map());
  for (const [msg_type, content] of messages) collector.accept({ header: { msg_type }, content });
  return collector.outputs;
}

Deno.test("OutputCollector joins what one stream prints in pieces, and keeps the order of streams", () => {
  const stream = (name: string, text: string): [string, unknown] => ["stream", { name, text }];
  assertEquals(
    collect(stream("stdout", "a"), stream("stdout", "b\n"), stream("stderr", "c"), stream("stdout", "d")),
    [printed("ab\n"), { output_type: "stream", name: "stderr", text: "c" }, printed("d")],
  );
});

Deno.test("OutputCollector updates a display in its place, also one of an earlier cell", () => {
  const displays = new Map();
  const [earlier, later] = [new OutputCollector(displays), new OutputCollector(displays)];
  const content = (text: string) => ({ data: { "text/plain": text }, metadata: {}, transient: { display_id: "p" } });
  earlier.accept({ header: { msg_type: "display_data" }, content: content("old") });
  later.accept({ header: { msg_type: "update_display_data" }, content: content("new") });
  assertEquals(earlier.outputs, [{ output_type: "display_data", data: { "text/plain": "new" }, metadata: {} }]);
  assertEquals(later.outputs, []);
});

Deno.test("OutputCollector passes over the kernel's status and forgets what is cleared", () => {
  const stream: [string, unknown] = ["stream", { name: "stdout", text: "a" }];
  assertEquals(collect(["status", { execution_state: "busy" }], stream), [printed("a")]);
  assertEquals(collect(stream, ["clear_output", { wait: false }]), []);
});

Deno.test("deno.lock does not name the notebooks' client, which everyone would download then", async () => {
  const [everyone, notebooks] = await Promise.all(
    ["../../deno.lock", "../../tools/notebooks/deno.lock"].map((path) =>
      Deno.readTextFile(new URL(path, import.meta.url))
    ),
  );
  const hint = "check types with `deno task static`, which locks the client apart; git restores deno.lock";
  assert(!everyone.includes("@jupyterlab/services"), hint);
  assert(notebooks.includes("@jupyterlab/services"));
});
