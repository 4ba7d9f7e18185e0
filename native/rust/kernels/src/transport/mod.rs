//! Losses between weighted samples.
//!
//! Everything is made of sums over all pairs of points of two clouds, which `sweep` runs through by tiles without storing
//! anything of a pair. A [`Problem`] gives the softmins of entropic transport for any potentials and temperature; an
//! algorithm is a sequence of such passes. Threads take fixed tasks, so that bits do not depend on their number.

mod anneal;
mod bounds;
mod cloud;
mod coarse;
mod cost;
mod cut;
mod discrepancy;
#[cfg(test)]
mod discrepancy_tests;
mod exact;
pub(crate) mod exp2;
mod kernel_sums;
mod line;
mod losses;
pub(crate) mod morton;
mod plan;
mod problem;
mod profile;
mod roots;
mod schedule;
mod single;
mod sinkhorn;
mod state;
mod sweep;
#[cfg(test)]
mod tests;

pub use anneal::{anneal, damping};
pub use cloud::Cloud;
pub use cost::Cost;
pub use discrepancy::Discrepancy;
pub use losses::{Losses, Report, Terms};
pub use problem::{Block, Both, Found, Pass, Problem};
pub use schedule::temperatures;
pub use sinkhorn::{Request, sinkhorn};
pub use state::{Round, State};
