//! What critical sets are made of besides chains of cells: which pairs the points of a diagram are, how far a move goes in the
//! order of cells, and what becomes of cells that several moves want.

mod conflicts;
mod gradient;
mod order;
mod pairs;
mod sets;

pub use conflicts::{CriticalSets, Moves, Resolution, resolved};
pub use gradient::{MovesIn, critical_gradient};
pub use order::Order;
pub use pairs::{lasting_pairs, pairs_of_points};
pub use sets::critical_sets;
