/**
 * Progress bars in a terminal, in a notebook, and where there is neither.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { notebookBar, ProgressBar, terminalBar } from "../../../core/optimize/_progress_bar.ts";

function terminal(): { text: string; isTerminal(): boolean; writeSync(bytes: Uint8Array): number } {
  return {
    text: "",
    isTerminal: () => true,
    writeSync(bytes) {
      this.text += new TextDecoder().decode(bytes);
      return bytes.length;
    },
  };
}

Deno.test("a progress bar of a terminal writes over its line and leaves the full one", () => {
  const output = terminal(), bar = new ProgressBar(terminalBar(output));
  for (const done of [0, 1, 2]) bar.show(done, 2);
  bar.show(2, 2); // after the end nothing is drawn
  assertEquals(output.text, `\r${"░".repeat(30)} 0/2\r${"█".repeat(30)} 2/2\n`);
});

Deno.test("a progress bar that ends early stays where it was", () => {
  const output = terminal(), bar = new ProgressBar(terminalBar(output));
  bar.show(0, 4);
  bar.end();
  bar.end();
  bar.show(4, 4);
  assertEquals(output.text, `\r${"░".repeat(30)} 0/4\n`);
});

Deno.test("a progress bar that pauses gives its line free, and goes on in the next", () => {
  const output = terminal(), bar = new ProgressBar(terminalBar(output));
  bar.pause(); // nothing was drawn yet
  bar.show(0, 1);
  bar.pause();
  bar.pause();
  bar.show(1, 1);
  assertEquals(output.text, `\r${"░".repeat(30)} 0/1\n\r${"█".repeat(30)} 1/1\n`);
});

Deno.test("a progress bar of nothing is full", () => {
  const output = terminal();
  new ProgressBar(terminalBar(output)).show(0, 0);
  assertEquals(output.text, `\r${"█".repeat(30)} 0/0\n`);
});

Deno.test("a progress bar of a notebook is one output that changes", () => {
  const calls: [object, { raw: boolean; display_id: string; update?: boolean }][] = [];
  const notebook = {
    display(bundle: object, options: typeof calls[number][1]) {
      calls.push([bundle, options]);
      return Promise.resolve();
    },
  };
  const bar = new ProgressBar(notebookBar(notebook));
  bar.show(0, 3);
  bar.show(3, 3);
  assertEquals(
    calls.map(([bundle]) => bundle as unknown),
    [0, 3].map((done) => ({
      "text/html": `<progress value="${done}" max="3"></progress> ${done}/3`,
      "text/plain": `${done}/3`,
    })),
  );
  const [[, first], [, second]] = calls;
  assertEquals([first.update, second.update, first.display_id === second.display_id], [undefined, true, true]);
});

Deno.test("a progress bar is silent where there is nothing to draw on", () => {
  const bar = new ProgressBar(null);
  bar.show(0, 1);
  bar.show(1, 1);
});
