/**
 * Persistence of filtrations that list their cells: pairs are places in the filtration order.
 *
 * @module
 */
import { kernels, type PlacePairs } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { reshape } from "../ops/reshape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { interleaved } from "./_interleaved.ts";
import type { DiffFiltration, PointCells } from "./filtration.ts";

/** The pairs of a filtration by its boundary. */
export function placePairs(filtration: DiffFiltration<PlacePairs>, maxHomology: number): PlacePairs[] {
  const { dimOffsets, values } = filtration;
  return kernels().complexPairs({ dimOffsets, values: values.data, boundary: filtration.boundary() }, maxHomology);
}

/** Birth and death values of pairs, `[count, 2]`, picked from the values of all cells. */
export function placePairValues(values: Tensor, { count, births, deaths }: PlacePairs): Tensor {
  return reshape(indexSelect(values, interleaved(births, deaths)), [count, 2]);
}

/** The cells of pairs. */
export function placePairCells(filtration: DiffFiltration<PlacePairs>, { births, deaths }: PlacePairs): PointCells[] {
  return Array.from(births, (birth, k) => ({
    birth: filtration.cell(birth).vertices,
    death: filtration.cell(deaths[k]).vertices,
  }));
}
