/**
 * The house's own lint rules.
 *
 * @module
 */

/** The one file that may open a native library. */
const OPENER = "native/library.ts";

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "dlopen-in-one-place": {
      create(context) {
        const report = (node: Deno.lint.Node) => {
          if (context.filename.replaceAll("\\", "/").endsWith(OPENER)) return;
          context.report({ node, message: `Only ${OPENER} may call dlopen` });
        };
        return {
          'MemberExpression[property.name="dlopen"]': report,
          'MemberExpression[property.value="dlopen"]': report,
          'Property[key.name="dlopen"]': report,
        };
      },
    },
  },
};

export default plugin;
