/**
 * Text with sub- and superscripts: `H_1`, `μ^{(0)}`, `\sigma^2`, with or without the dollars around that TeX wants.
 *
 * @module
 */

/** A stretch of text on the line, above it or below it. */
export interface TextRun {
  /** What is written. */
  readonly text: string;
  /** On the line (0), above it (1) or below it (−1). */
  readonly level: 0 | 1 | -1;
}

const GREEK = "alpha:α beta:β gamma:γ delta:δ epsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ lambda:λ mu:μ nu:ν xi:ξ " +
  "pi:π rho:ρ sigma:σ tau:τ upsilon:υ phi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ " +
  "Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω";
const SIGNS = "infty:∞ partial:∂ nabla:∇ pm:± times:× cdot:· le:≤ leq:≤ ge:≥ geq:≥ ne:≠ neq:≠ approx:≈ in:∈ to:→ " +
  "rightarrow:→ leftarrow:← sum:∑ prod:∏ int:∫ sqrt:√ ell:ℓ degree:° prime:′";
const NAMES: ReadonlyMap<string, string> = new Map(
  `${GREEK} ${SIGNS}`.split(" ").map((entry) => entry.split(":") as [string, string]),
);

/** What may stand in a script without braces: a number with its sign, or one letter or sign that no word goes on from. */
const BARE = /^(?:[+−-]?\d+(?:\.\d+)?|\p{L}|[′'*∞±])(?![\p{L}\d_])/u;
const MARKUP = /[_^\\$]/;

/** The runs of a line, in order; without markup it is one run as it stands. */
export function parseRuns(line: string): readonly TextRun[] {
  if (!MARKUP.test(line)) return [{ text: line, level: 0 }];
  const runs: { text: string; level: 0 | 1 | -1 }[] = [];
  const add = (text: string, level: 0 | 1 | -1) => {
    const last = runs.at(-1);
    if (last?.level === level && level === 0) last.text += text;
    else runs.push({ text, level });
  };
  const source = named(undollared(line));
  for (let at = 0; at < source.length;) {
    const script = scriptAt(source, at);
    if (script !== null) add(literal(script.text), source[at] === "^" ? 1 : -1);
    else add(source[at] === "\\" && ESCAPED.test(source[at + 1]) ? source[++at] : source[at], 0);
    at += script?.length ?? 1;
  }
  return runs;
}

/** A text without its markup: for readers who hear it. */
export function plainText(text: string): string {
  return text.split("\n").map((line) => parseRuns(line).map((run) => run.text).join("")).join("\n");
}

const ESCAPED = /[_^$\\{}]/;

/** The script that begins at `at` with `_` or `^`, and how many characters it takes; `null` where none does. */
function scriptAt(source: string, at: number): { text: string; length: number } | null {
  if (source[at] !== "_" && source[at] !== "^") return null;
  if (source[at + 1] === "{") {
    const end = source.indexOf("}", at);
    return end < 0 ? null : { text: source.slice(at + 2, end), length: end - at + 1 };
  }
  // An underscore that no letter goes before is one.
  if (at === 0 || /[\s_^]/.test(source[at - 1])) return null;
  const bare = BARE.exec(source.slice(at + 1));
  return bare === null ? null : { text: bare[0].replace("-", "−"), length: bare[0].length + 1 };
}

function literal(text: string): string {
  return text.replace(/\\(?=[_^$\\{}])/g, "");
}

/** `line` without the dollars that stand in pairs around formulas. */
function undollared(line: string): string {
  return line.replace(/(?<!\\)\$([^$]+)(?<!\\)\$/g, "$1");
}

/** `line` with the signs that `\name` stands for. */
function named(line: string): string {
  return line.replace(/\\([A-Za-z]+) ?/g, (all, name) => NAMES.get(name) ?? all);
}
