//! The micro-kernel of weights' gradients: sums of outer products over a grid of places, held in registers.

use crate::{
    accumulate::{load_all, store_all},
    pack::VECTORS,
    simd::{Kernel, Simd, strided},
};

/// Values at a grid of places.
#[derive(Clone, Copy)]
pub(crate) struct Grid<'a> {
    /// From the first place on.
    pub values: &'a [f32],
    /// Values from row to row.
    pub row: usize,
    /// Values from place to place in a row.
    pub step: usize,
}

/// Adds x[place][i] · gradient[place][lane] to sums[i][lane], over all places.
pub(crate) struct OuterProducts<'a> {
    /// Vectors of lanes.
    pub vectors: usize,
    /// Values of x at a place.
    pub length: usize,
    /// Rows and columns of places.
    pub places: [usize; 2],
    pub x: Grid<'a>,
    pub gradient: Grid<'a>,
    /// `[length][lanes]`.
    pub sums: &'a mut [f32],
}

impl Kernel for OuterProducts<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        match (S::LANES, self.vectors) {
            (16, 1) => self.all::<S, 16, 1>(simd),
            (16, _) => self.all::<S, 8, VECTORS>(simd),
            (_, 1) => self.all::<S, 8, 1>(simd),
            (..) => self.all::<S, 4, VECTORS>(simd),
        }
    }
}

impl OuterProducts<'_> {
    #[inline(always)]
    fn all<S: Simd, const C: usize, const N: usize>(mut self, simd: S) {
        let mut first = 0;
        while first + C <= self.length {
            self.some::<S, C, N>(simd, first);
            first += C;
        }
        while first < self.length {
            self.some::<S, 1, N>(simd, first);
            first += 1;
        }
    }

    /// `C` values of x.
    #[inline(always)]
    fn some<S: Simd, const C: usize, const N: usize>(&mut self, simd: S, first: usize) {
        let width = N * S::LANES;
        let [down, across] = self.places;
        let mut sums = [[simd.zero(); N]; C];
        for c in 0..C {
            sums[c] = load_all(simd, &self.sums[(first + c) * width..]);
        }
        for y in 0..down {
            let x = strided(&self.x.values[y * self.x.row + first..], across, self.x.step, C);
            let gradients = &self.gradient.values[y * self.gradient.row..];
            for (values, gradient) in x.zip(strided(gradients, across, self.gradient.step, width)) {
                let gradient: [S::Vector; N] = load_all(simd, gradient);
                for c in 0..C {
                    let value = simd.splat(values[c]);
                    for n in 0..N {
                        sums[c][n] = simd.multiply_add(value, gradient[n], sums[c][n]);
                    }
                }
            }
        }
        for c in 0..C {
            store_all(simd, sums[c], &mut self.sums[(first + c) * width..][..width]);
        }
    }
}
