/**
 * The parts of d3 that the figures use; the only file that imports d3.
 *
 * @module
 */
// @ts-types="npm:@types/d3-array@3.2.2"
export { ticks as tickValues } from "d3-array";
// @ts-types="npm:@types/d3-color@3.1.3"
export { color } from "d3-color";
// @ts-types="npm:@types/d3-contour@3.0.6"
export { contours } from "d3-contour";
// @ts-types="npm:@types/d3-format@3.0.4"
export { format } from "d3-format";
// @ts-types="npm:@types/d3-scale-chromatic@3.1.0"
export {
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateSinebow,
  interpolateViridis,
  schemeBlues,
  schemeBrBG,
  schemeBuGn,
  schemeBuPu,
  schemeGnBu,
  schemeGreens,
  schemeGreys,
  schemeOranges,
  schemeOrRd,
  schemePiYG,
  schemePRGn,
  schemePuBu,
  schemePuBuGn,
  schemePuOr,
  schemePuRd,
  schemePurples,
  schemeRdBu,
  schemeRdGy,
  schemeRdPu,
  schemeRdYlBu,
  schemeRdYlGn,
  schemeReds,
  schemeSpectral,
  schemeYlGn,
  schemeYlGnBu,
  schemeYlOrBr,
  schemeYlOrRd,
} from "d3-scale-chromatic";
