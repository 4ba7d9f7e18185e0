/**
 * The house's lint rules catch what they are made for.
 */
import { assertEquals } from "@std/assert";
import plugin from "../../tools/lint_plugin.ts";

const found = (file: string, code: string) => Deno.lint.runPlugin(plugin, file, code).map(({ message }) => message);

Deno.test("dlopen is refused in every spelling outside native/library.ts", () => {
  const message = "Only native/library.ts may call dlopen";
  assertEquals(found("core/kernels.ts", `Deno.dlopen("a.so", {});`), [message]);
  assertEquals(found("core/kernels.ts", `Deno["dlopen"]("a.so", {});`), [message]);
  assertEquals(found("core/kernels.ts", `const { dlopen } = Deno;`), [message]);
  assertEquals(found("core/kernels.ts", `const { dlopen: open } = Deno;`), [message]);
});

Deno.test("dlopen is accepted in native/library.ts", () => {
  assertEquals(found("native/library.ts", `Deno.dlopen("a.so", {});`), []);
});
