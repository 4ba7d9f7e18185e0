/**
 * Transport problems that are solved once, and their plans.
 *
 * @module
 */
import type {
  BothSides,
  DenseTransportKernels,
  PlanRequest,
  TransportProblem,
  TransportRequest,
  TransportResult,
} from "../core/kernels/dense_transport.ts";
import { call, callAsync, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

const SOLVE = "solve a transport problem";

/** What a plan may be asked for, as the C ABI has it; what comes after is the number of columns of a matrix, plus 2. */
const ENTRIES = 0, PULL = 1, APPLY = 2;

/** The kernels of transport problems of the native library. */
export const denseTransportKernels: DenseTransportKernels = {
  exactPlan(costs, a, b, { maxMemory }) {
    const room = a.length + b.length;
    const places = new Uint32Array(2 * room), masses = new Float64Array(room), numbers = new Float64Array(3);
    const f = new Float64Array(a.length), g = new Float64Array(b.length);
    call("find a cheapest plan", (error, size) =>
      library().dg_emd(
        inputArray(costs),
        inputArray(a),
        a.length,
        inputArray(b),
        b.length,
        maxMemory ?? NaN,
        null,
        places,
        masses,
        f,
        g,
        numbers,
        error,
        size,
      ));
    const [value, bound, count] = numbers;
    const [rows, columns] = [places.slice(0, count), places.slice(count, 2 * count)];
    return { rows, columns, masses: masses.slice(0, count), f, g, value, bound };
  },

  solveTransport(problem, request) {
    const room = roomFor(problem), input = question(problem, request, null, room);
    call(SOLVE, (...error) => library().dg_transport_solve(...input, ...error));
    return answer(problem, room);
  },

  async solveTransportAsync(problem, request, watch) {
    const room = roomFor(problem), input = question(problem, request, watch, room);
    await callAsync(SOLVE, (...error) => library().dg_transport_solve_async(...input, ...error));
    return answer(problem, room);
  },

  planEntries(problem, request) {
    return plan(problem, request, ENTRIES, NOTHING, problem.a.length * problem.b.length);
  },

  applyPlan(problem, request, matrix, width) {
    const rows = request.transposed ? problem.b.length : problem.a.length;
    return plan(problem, request, APPLY + width, matrix, rows * width);
  },

  planGradient(problem, request) {
    const { given } = problem;
    const points = "costs" in given ? NOTHING : request.transposed ? given.y : given.x;
    return plan(problem, request, PULL, NOTHING, points.length);
  },
};

const NOTHING = new Float64Array(0);

/** The arguments that stand for costs, points and weights, and their numbers. */
function inputs({ given, a, b }: TransportProblem) {
  const { costs, x, y, dimension } = "costs" in given
    ? { costs: given.costs, x: NOTHING, y: NOTHING, dimension: 0 }
    : { ...given, costs: NOTHING };
  const shape = Uint32Array.of(a.length, b.length, dimension);
  return [inputArray(costs), inputArray(x), inputArray(a), inputArray(y), inputArray(b), shape] as const;
}

function exponent({ given }: TransportProblem): number {
  return "costs" in given ? 1 : given.p;
}

/** Where the library writes: what belongs to the second side comes after what belongs to the first. */
interface Room {
  readonly potentials: Float64Array<ArrayBuffer>;
  readonly marginals: Float64Array<ArrayBuffer>;
  readonly atWeights: Float64Array<ArrayBuffer>;
  readonly report: Float64Array<ArrayBuffer>;
}

function roomFor({ a, b }: TransportProblem): Room {
  const list = () => new Float64Array(a.length + b.length);
  return { potentials: list(), marginals: list(), atWeights: list(), report: new Float64Array(4) };
}

/** All arguments but the error buffer. */
function question(
  problem: TransportProblem,
  { rho, tol, maxIterations, limits }: TransportRequest,
  watch: Int32Array<ArrayBuffer> | null,
  { potentials, marginals, atWeights, report }: Room,
) {
  const numbers = Float64Array.of(exponent(problem), problem.epsilon, rho, tol);
  const most = Math.min(maxIterations, 2 ** 32 - 1), outputs = [potentials, marginals, atWeights, report] as const;
  return [...inputs(problem), numbers, most, ...nativeLimits(limits), watch, ...outputs] as const;
}

function answer({ a }: TransportProblem, { potentials, marginals, atWeights, report }: Room): TransportResult {
  const both = (list: Float64Array): BothSides => [list.subarray(0, a.length), list.subarray(a.length)];
  const [value, iterations, marginalError, gap] = report;
  const sides = { potentials: both(potentials), marginals: both(marginals), atWeights: both(atWeights) };
  return { value, ...sides, iterations, marginalError, gap };
}

function plan(
  problem: TransportProblem,
  { potentials: [f, g], transposed, limits }: PlanRequest,
  task: number,
  matrix: Float64Array,
  length: number,
): Float64Array {
  const potentials = new Float64Array(f.length + g.length), out = new Float64Array(length);
  potentials.set(f);
  potentials.set(g, f.length);
  call("read a transport plan", (error, size) =>
    library().dg_transport_plan(
      ...inputs(problem),
      Float64Array.of(exponent(problem), problem.epsilon),
      potentials,
      Number(transposed),
      task,
      inputArray(matrix),
      ...nativeLimits(limits),
      out,
      length,
      error,
      size,
    ));
  return out;
}
