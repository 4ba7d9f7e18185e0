//! The numerical kernels of Diagrad: slices in, vectors out, no Deno in sight.
//!
//! Every module holds one kernel with its tests. Arguments are checked by the caller.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod alpha;
pub mod batch;
pub mod bottleneck;
mod cholesky;
pub mod complex;
mod components;
pub mod convolution;
pub mod critical;
pub mod decomposition;
pub mod delaunay;
pub mod distances;
pub mod emd;
pub mod entropic;
pub mod gaussian;
pub mod grid;
mod hash;
mod lanes;
pub mod limits;
pub mod lines;
pub mod matching;
mod power;
pub mod rips;
mod shelf;
pub mod sliced;
mod sorting;
mod sum;
pub mod threads;
pub mod transport;
pub mod vectorize;
