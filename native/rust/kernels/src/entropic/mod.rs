//! Entropic transport, to convergence.
//!
//! For costs `C`, weights `a` and `b`, a temperature `ε` and a price `ρ` of marginals, the plan `P` is sought that minimises
//! `⟨P, C⟩ + ε·KL(P | a⊗b) + ρ·KL(P1 | a) + ρ·KL(Pᵀ1 | b)`; for `ρ = ∞` it has the marginals `a` and `b`. It is
//! `a_i b_j e^((f_i + g_j − C_ij)/ε)` for the potentials `f` and `g` that maximise the dual functional.

mod certificate;
mod cg;
mod coarse;
mod costs;
mod hausdorff;
#[cfg(test)]
mod large_tests;
mod loss;
mod newton;
mod plan;
mod problem;
mod pull;
mod rows;
mod solution;
mod sorted;
mod symmetric;
#[cfg(test)]
mod tests;
mod tiles;

pub use hausdorff::divergence as hausdorff_divergence;
pub use loss::{FAST, LossRequest, Pair, loss, loss_from};
pub use solution::{Given, SolveRequest, Solved, Task, Transport};
