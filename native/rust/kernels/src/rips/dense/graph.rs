//! A graph as rows of bits, in blocks of a cache line.
//!
//! Two masks for every row say which of its blocks have a member, and which lack one. To see whether the common neighbours
//! of i and j are all neighbours of v, only blocks need a look where i and j have members and v lacks some.

/// Vertices in a block.
pub const BLOCK: usize = 512;

/// A block of bits.
#[derive(Clone, Copy, Default, PartialEq)]
#[repr(align(64))]
pub struct Block(pub [u64; BLOCK / 64]);

impl Block {
    /// Whether no bit is set.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |all, &word| all | word) == 0
    }

    /// Number of bits that are set.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Applies `f` word by word.
    #[inline]
    pub fn with(&self, other: &Self, f: impl Fn(u64, u64) -> u64) -> Self {
        Block(std::array::from_fn(|k| f(self.0[k], other.0[k])))
    }

    /// Calls `f` for the vertices of this block, which is number `index` of its row.
    #[inline]
    pub fn each(&self, index: usize, mut f: impl FnMut(u32)) {
        for (k, &word) in self.0.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                f((index * BLOCK + k * 64) as u32 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

/// Vertices linked by edges; each vertex counts as linked to itself.
#[derive(Default)]
pub struct Graph {
    count: usize,
    /// Blocks in a row.
    pub blocks: usize,
    /// Words in a mask.
    words: usize,
    rows: Vec<Block>,
    /// Members by row and block.
    sizes: Vec<u16>,
    /// Masks of the blocks with members, by row.
    used: Vec<u64>,
    /// Masks of the blocks that lack members, by row.
    lacking: Vec<u64>,
}

impl Graph {
    /// Bytes of a graph of `count` vertices.
    pub fn bytes(count: usize) -> u64 {
        let blocks = count.div_ceil(BLOCK) as u64;
        count as u64 * (blocks * (size_of::<Block>() as u64 + 2) + 16 * blocks.div_ceil(64))
    }

    /// Bytes held, but for those of the masks.
    pub fn bytes_held(&self) -> u64 {
        (self.rows.capacity() * size_of::<Block>() + 2 * self.sizes.capacity()) as u64
    }

    /// Makes this `count` vertices without links.
    pub fn reset(&mut self, count: usize) {
        self.count = count;
        self.blocks = count.div_ceil(BLOCK);
        self.words = self.blocks.div_ceil(64);
        refill(&mut self.rows, count * self.blocks, Block::default());
        refill(&mut self.sizes, count * self.blocks, 0);
        refill(&mut self.used, count * self.words, 0);
        refill(&mut self.lacking, count * self.words, 0);
        for v in 0..count {
            for block in 0..self.blocks {
                self.lacking[v * self.words + block / 64] |= 1 << (block % 64);
            }
            self.insert(v, v);
        }
    }

    /// Links `i` and `j`, which are not linked yet.
    #[inline]
    pub fn link(&mut self, [i, j]: [u32; 2]) {
        self.insert(i as usize, j as usize);
        self.insert(j as usize, i as usize);
    }

    #[inline]
    fn insert(&mut self, v: usize, w: usize) {
        let (block, mask) = (w / BLOCK, v * self.words + w / BLOCK / 64);
        let bit = 1 << (block % 64);
        let place = v * self.blocks + block;
        self.rows[place].0[w % BLOCK / 64] |= 1 << (w % 64);
        self.used[mask] |= bit;
        self.sizes[place] += 1;
        if usize::from(self.sizes[place]) == BLOCK.min(self.count - block * BLOCK) {
            self.lacking[mask] &= !bit;
        }
    }

    /// Whether `v` and `w` are linked.
    #[inline]
    pub fn linked(&self, v: u32, w: u32) -> bool {
        self.row(v)[w as usize / BLOCK].0[w as usize % BLOCK / 64] >> (w % 64) & 1 == 1
    }

    /// The neighbours of `v`.
    #[inline]
    pub fn row(&self, v: u32) -> &[Block] {
        &self.rows[v as usize * self.blocks..][..self.blocks]
    }

    #[inline]
    fn masks(&self, v: u32) -> std::ops::Range<usize> {
        v as usize * self.words..(v as usize + 1) * self.words
    }

    /// Whether all common neighbours of `i` and `j` are neighbours of `v`.
    #[inline]
    pub fn dominates(&self, v: u32, [i, j]: [u32; 2]) -> bool {
        let [a, b, c] = [i, j, v].map(|vertex| self.row(vertex));
        let masks = self.used[self.masks(i)].iter().zip(&self.used[self.masks(j)]);
        for (word, ((&in_i, &in_j), &lacking)) in masks.zip(&self.lacking[self.masks(v)]).enumerate() {
            let mut left = in_i & in_j & lacking;
            while left != 0 {
                let block = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                let (a, b, c) = (&a[block].0, &b[block].0, &c[block].0);
                let outside = (0..BLOCK / 64).fold(0, |all, k| all | (a[k] & b[k] & !c[k]));
                if outside != 0 {
                    return false;
                }
            }
        }
        true
    }

    /// Whether `i` and `j` have common neighbours.
    pub fn have_common(&self, [i, j]: [u32; 2]) -> bool {
        self.row(i).iter().zip(self.row(j)).any(|(a, b)| !a.with(b, |a, b| a & b).is_empty())
    }

    /// Calls `f` with the common neighbours of `i` and `j`, block by block, where there are any.
    #[inline]
    pub fn each_common(&self, [i, j]: [u32; 2], mut f: impl FnMut(usize, Block)) {
        let [a, b] = [i, j].map(|vertex| self.row(vertex));
        let masks = self.used[self.masks(i)].iter().zip(&self.used[self.masks(j)]);
        for (word, (&in_i, &in_j)) in masks.enumerate() {
            let mut left = in_i & in_j;
            while left != 0 {
                let block = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                let common = a[block].with(&b[block], |x, y| x & y);
                if !common.is_empty() {
                    f(block, common);
                }
            }
        }
    }
}

/// Makes `list` `count` times `value`, in the memory it has if that is enough.
fn refill<T: Copy>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}
