/**
 * The figures that several tests draw.
 *
 * @module
 */
import { type Figure, plotDiagram, plotDiagramGradient, subplots } from "../../mod.ts";

const ANGLES = Array.from({ length: 24 }, (_, i) => 2 * Math.PI * i / 24);
const CIRCLE = [ANGLES.map(Math.cos), ANGLES.map(Math.sin)];
// A deterministic wobble in place of noise.
const WOBBLY = CIRCLE.map((values, axis) => values.map((value, i) => value + 0.1 * Math.sin(7 * i + axis)));
const CLEAN = { 1: [[0.1256, 1.7526]] };
const NOISY = { 1: [[0.3595, 1.5784]] };

/** Each figure by its name, made anew. */
export const FIGURES: Record<string, () => Figure> = {
  clouds() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [9, 4.2] });
    left.scatter(CIRCLE[0], CIRCLE[1], { s: 18 }).setTitle("clean").setXlabel("x").setYlabel("y").setAspect("equal");
    right.scatter(CIRCLE[0], CIRCLE[1], {
      s: 18,
      facecolors: "none",
      edgecolors: "0.4",
      linewidths: 0.8,
      label: "clean",
    })
      .scatter(WOBBLY[0], WOBBLY[1], { s: 18, color: "tab:red", alpha: 0.8, label: "noisy" })
      .setTitle("both").setAspect("equal", { adjustable: "datalim" }).legend();
    return fig.suptitle("Two clouds");
  },
  diagrams() {
    const [fig, ax] = subplots(1, 1, { figsize: [5, 5] });
    plotDiagram(CLEAN, { ax, color: "0.35", dimLabelFmt: "clean H{dim}", pointStyle: { s: 48 } });
    plotDiagram(NOISY, { ax, color: "tab:red", dimLabelFmt: "noisy H{dim}", pointStyle: { s: 48 } });
    return (ax.setTitle("Two diagrams"), fig.tightLayout());
  },
  gradients() {
    const [fig, ax] = subplots(1, 1, { figsize: [5, 5], spines: { top: false, right: false } });
    const options = { ax, descent: true, pointStyle: { s: 40 } };
    plotDiagramGradient(NOISY, { 1: [[0.4679, 0]] }, { ...options, quiverStyle: { color: "tab:blue", label: "W₂" } });
    plotDiagramGradient(NOISY, { 1: [[0.9414, -0.0189]] }, {
      ...options,
      plotPoints: false,
      quiverStyle: { color: "tab:orange", label: "sliced" },
    });
    plotDiagram(CLEAN, { ax, dimLabelFmt: "clean H{dim}", pointStyle: { facecolors: "none", s: 40 } });
    ax.legend({ loc: "lower right", frameon: false, fontsize: 9 });
    return (ax.setTitle("Descent directions"), fig);
  },
  infinity() {
    const ax = plotDiagram({
      0: [[0, 0.1], [0, 0.2], [0, Infinity]],
      1: [[0.3, 1.4], [0.5, 0.55]],
      2: [[0.9, 1.2], [0.4, -Infinity]],
    });
    return ax.figure.tightLayout() as Figure;
  },
  styles() {
    const [fig, ax] = subplots(1, 1, { figsize: [5, 4] });
    ax.plot([0, 1, 2, 3], [1e-6, 2e-6, NaN, 4e-6], { marker: "o", label: "a" })
      .plot([0, 3], [4e-6, 1e-6], { linestyle: "--", label: "dashed" })
      .plot([0, 3], [3e-6, 3e-6], { linestyle: "-.", marker: "x", label: "β₁ → ∞" })
      .quiver([0, 1, 2], [2e-6, 2e-6, 2e-6], [1, 1, 0.1], [0, 1, 0], { color: "tab:green", label: "arrows" })
      .fill([1, 2, 2], [0, 0, 1e-6], { alpha: 0.3, label: "area" })
      .hlines([1e-6, 2e-6], 0, [1, 2], { color: "k", linewidth: 0.5 }).vlines(1.5, 0, 1e-6)
      .text(1.5, 3.4e-6, 'text & <b> "q"', { ha: "center", rotation: 20 })
      .legend({ title: "legend" }).grid().setTitle("Styles\nin two lines").setXlabel("μ").setYlabel("value");
    return fig;
  },
  complex() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [7, 3.2] });
    left.triangles([0, 2, 1, 3], [0, 0, 1.5, 1.5], [[0, 1, 2], [1, 3, 2]], { color: ["tab:blue", "0.8"], alpha: 0.5 })
      .edges([0, 2, 1, 3], [0, 0, 1.5, 1.5], [[0, 1], [1, 2], [0, 2], [1, 3]], { color: "0.3", label: "edges" })
      .scatter([0, 2, 1, 3], [0, 0, 1.5, 1.5], { color: "k", zorder: 3 }).setAspect("equal").legend({
        loc: "upper left",
      });
    right.imshow([[0, 1, 2, 3], [4, NaN, 6, 7], [8, 9, 10, 11]], { cmap: "magma", vmax: 9 })
      .scatter([1], [1], { marker: "x", color: "tab:red" }).setTitle("heat");
    return fig;
  },
  shared() {
    const [fig, axes] = subplots(2, 2, { figsize: [6, 5], sharex: true, sharey: true });
    axes.flat().forEach((ax, i) =>
      ax.scatter([0, i + 1], [0, 1000 * (i + 1)]).setTitle(`axes ${i}`).setYlabel("count")
    );
    axes[1][1].axis("off");
    return fig.suptitle("Shared").tightLayout();
  },
  scales() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [8, 3.4] });
    const n = [1, 10, 100, 1000, 10000];
    left.plot(n, n.map((v) => 1e-3 * v ** 2), { marker: "s", label: "n^2" }).plot(n, n, { linestyle: "--", label: "n" })
      .setXscale("log").setYscale("log").grid().legend({ loc: "outside right upper", title: "cost" })
      .setXlabel("points n").setYlabel("time in μs");
    right.scatter([-500, -3, 0, 4, 800], [0.1, 0.2, 0.35, 0.8, 1], {
      c: [1, 2, 5, 20, 100],
      norm: "log",
      s: 60,
      edgecolor: "k",
    })
      .colorbar({ label: "H_1 of $\\mu^{(0)}$" }).setXscale("symlog").setYformat(".0%").invertYaxis().minorTicks();
    return fig;
  },
  bars() {
    const [fig, [left, middle, right]] = subplots(1, 3, { figsize: [10, 3.2], cycle: "okabe-ito" });
    left.bar(["H_0", "H_1", "H_2"], [5, 3, 1], { label: "clean" })
      .bar(["H_0", "H_1", "H_2"], [2, 2, 3], { bottom: [5, 3, 1], label: "noisy", edgecolor: "k" }).legend({
        ncols: 2,
      });
    middle.errorbar([0, 1, 2], [1, 3, 2], { yerr: [0.5, [0.2, 0.4, 0.3]], capsize: 3, marker: "D", label: "mean" })
      .step([0, 1, 2], [1, 3, 2], { where: "mid", linewidth: 0.8, color: "0.5" }).axhline(2, {
        linestyle: ":",
        color: "k",
      })
      .axvspan(0.4, 0.8, { alpha: 0.2 }).fillBetween([0, 1, 2], [0.5, 2, 1.5], [1.5, 3.5, 2.5], { alpha: 0.2 });
    right.hist([0, 1, 1, 1.5, 2, 2.2, 2.3, 4], { bins: 5, edgecolor: "w" })
      .annotate("most", [2, 3], {
        xytext: [3, 2.6],
        arrowprops: { arrowstyle: "-|>", rad: 0.2 },
        bbox: { facecolor: "w" },
      });
    return fig.tightLayout();
  },
  contours() {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [8, 3.6] });
    const x = Array.from({ length: 13 }, (_, i) => i / 2 - 3);
    const hills = x.map((y) => x.map((u) => Math.exp(-((u - 1) ** 2) - y * y) - Math.exp(-((u + 1) ** 2) - y * y)));
    left.contourf(hills, { x, y: x, cmap: "RdBu_r", levels: [-1, -0.5, -0.1, 0.1, 0.5, 1] }).colorbar({
      location: "bottom",
    })
      .contour(hills, { x, y: x, colors: "k", linewidth: 0.5, levels: [-0.5, -0.1, 0.1, 0.5] }).setAspect("equal");
    right.quiver([0, 1, 2], [0, 1, 0], [1, 1, -1], [1, -0.5, 0.5], {
      c: [1, 2, 3],
      cmap: "plasma",
      pivot: "mid",
      units: "height",
      width: 0.012,
      scale: 4,
    })
      .quiverKey(0.8, 1.06, 1, "1 per step", { labelpos: "E" }).colorbar();
    return fig;
  },
};
