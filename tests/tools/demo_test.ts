/**
 * The demo, run for real in a folder of its own: the documented digits, the files, and a page that opens.
 */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderPNG } from "../../plot/png.ts";
import { markdownToHTML } from "../../tools/demo/markdown.ts";
import { scriptOf } from "../../tools/demo/script.ts";

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ROOT = new URL("../../", import.meta.url);
const FIGURES = ["samples-figure", "diagrams-figure", "wasserstein-figure", "sliced-figure", "gradients-figure"];

function signature(png: Uint8Array): number[] {
  return [...png.subarray(0, 8)];
}

async function deno(args: string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = await command.output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("demo prints the documented digits and writes figures, script and page", async (t) => {
  const folder = await Deno.makeTempDir();
  try {
    const printed = await deno(["run", "--allow-all", "tools/demo.ts", folder]);

    await t.step("the printed digits", () => {
      assertStringIncludes(printed, "clean tensor([[0.1256, 1.7526]])");
      assertStringIncludes(printed, "noisy tensor([[0.3595, 1.5784]])");
      assertMatch(printed, /cost 0\.0547285347071\d/);
      assertMatch(printed, /gradient on the diagram \[ \[ 0\.4678826122314\d*, 0 \] \]/);
      assertMatch(printed, /point 10 gradient \[ 0\.4601404932734\d*, 0\.0847535938617\d* \]/);
      assertMatch(printed, /point 11 gradient \[ -0\.4601404932734\d*, -0\.0847535938617\d* \]/);
      assertMatch(printed, /sliced distance 0\.2252290308724\d*/);
      assertMatch(printed, /gradient on the diagram \[ \[ 0\.9413813283471\d*, -0\.0189114650102\d* \] \]/);
      assertStringIncludes(printed, `Open ${folder}/index.html`);
    });

    await t.step("the figures", async () => {
      for (const name of FIGURES) {
        const svg = await Deno.readTextFile(`${folder}/${name}.svg`);
        // Drawing it reads it as XML, and throws where it is none.
        assertEquals(signature(await renderPNG(svg)), PNG_SIGNATURE);
        assertEquals(signature(await Deno.readFile(`${folder}/${name}.png`)), PNG_SIGNATURE);
      }
    });

    await t.step("the page", async () => {
      const page = await Deno.readTextFile(`${folder}/index.html`);
      assertStringIncludes(page, "<title>Differentiable Wasserstein distances</title>");
      assertStringIncludes(page, "clean tensor([[0.1256, 1.7526]])");
      assertEquals(page.match(/<svg /g)?.length, FIGURES.length);
      for (const [, link] of page.matchAll(/href="([^"#]+)"/g)) await Deno.stat(`${folder}/${link}`);
    });

    await t.step("the types and the format of the script, hence of the cells", async () => {
      await deno(["check", "--config", "deno.json", `${folder}/script.ts`]);
      await deno(["fmt", "--check", "--config", "deno.json", `${folder}/script.ts`]);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("scriptOf() turns a last line that is only a name into a figure", () => {
  const code = (id: string, source: string) => ({ kind: "code" as const, id, tags: [], source, outputs: [] });
  const cells = [
    code("a", "const fig = 1;\nfig;\n"),
    { kind: "markdown" as const, id: "b", tags: [], source: "fig" },
    code("c", "fig.toString()"),
    code("d", "fig"),
  ];
  assertEquals(
    scriptOf({ cells }, "./recorder.ts"),
    [
      'import { begin, show } from "./recorder.ts";',
      'begin("a");\nconst fig = 1;\nawait show("a", fig);',
      'begin("c");\nfig.toString()',
      'begin("d");\nawait show("d", fig);\n',
    ].join("\n\n"),
  );
});

Deno.test("markdownToHTML() renders headings, paragraphs, lists, code, emphasis and links", () => {
  assertEquals(
    markdownToHTML(
      "# A & B\n\nA *word*, another _word_, a snake_case_name, a **loud** one,\n`a*b*c<d`.\n\n- one\n- [two](x.html)",
    ),
    [
      "<h1>A &amp; B</h1>",
      "<p>A <em>word</em>, another <em>word</em>, a snake_case_name, a <strong>loud</strong> one,\n<code>a*b*c&lt;d</code>.</p>",
      '<ul><li>one</li><li><a href="x.html">two</a></li></ul>',
    ].join("\n"),
  );
});
