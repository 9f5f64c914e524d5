//! Vectors of f32 lanes on each instruction set, and the choice of one at run time. The only file with `unsafe`.
//!
//! A value of a type that implements [`Simd`] proves that the CPU has its instructions: there is no way to get one but
//! [`InstructionSet::run`], which asks the CPU first. A [`Kernel`] is written once, for every `Simd`, and compiled for each
//! set inside a function with its target features; everything that a kernel calls must be `#[inline(always)]`.
#![allow(unsafe_code)]
#![allow(unused_unsafe, reason = "operations of some instruction sets are safe, of others not")]

/// About a dozen operations on vectors of `LANES` f32.
pub trait Simd: Copy {
    /// A vector.
    type Vector: Copy;
    /// Lanes of a vector: 4, 8 or 16, or one of what is left over.
    const LANES: usize;

    /// `x` in every lane.
    fn splat(self, x: f32) -> Self::Vector;
    /// The first `LANES` values.
    ///
    /// # Panics
    /// When there are fewer.
    fn load(self, from: &[f32]) -> Self::Vector;
    /// Writes the first `LANES` values.
    ///
    /// # Panics
    /// When there is room for fewer.
    fn store(self, vector: Self::Vector, to: &mut [f32]);
    /// a · b + c; rounded once where the set has fused multiply-add.
    fn multiply_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;
    /// a + b.
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// a − b.
    fn subtract(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The larger one; either, where one is NaN.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// max(a, 0), where NaN stays.
    fn relu(self, a: Self::Vector) -> Self::Vector;
    /// a, but 0 where b ≤ 0. NaN in b counts as positive.
    fn zero_unless_positive(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// A bit for each lane, lane 0 lowest: a > b. False for NaN.
    fn greater(self, a: Self::Vector, b: Self::Vector) -> u32;
    /// A bit for each lane: a = b. False for NaN.
    fn equal(self, a: Self::Vector, b: Self::Vector) -> u32;
    /// A bit for each lane: a or b is NaN.
    fn unordered(self, a: Self::Vector, b: Self::Vector) -> u32;

    /// 0 in every lane.
    #[inline(always)]
    fn zero(self) -> Self::Vector {
        self.splat(0.0)
    }
}

/// `count` slices of `width` values whose beginnings are `step` apart, which may overlap. Checked once, not for every slice.
///
/// # Panics
/// When the last one would end outside of `values`.
#[inline(always)]
pub(crate) fn strided(values: &[f32], count: usize, step: usize, width: usize) -> impl Iterator<Item = &[f32]> {
    let end = count.checked_sub(1).map_or(Some(0), |last| last.checked_mul(step)?.checked_add(width));
    assert!(end.is_some_and(|end| end <= values.len()), "{count} slices of {width} values, {step} apart");
    // SAFETY: every slice begins and ends no later than the last one, which ends within `values`.
    (0..count).map(move |i| unsafe { values.get_unchecked(i * step..i * step + width) })
}

/// Code that is compiled once for each instruction set.
pub trait Kernel {
    /// Runs on the instructions that `simd` stands for. Must be `#[inline(always)]`.
    fn run<S: Simd>(self, simd: S);
}

/// What the kernels can be compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstructionSet {
    /// Plain Rust, the reference. Left out where all CPUs have better, and size counts.
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    Scalar,
    /// 128 bits without fused multiply-add: every x86-64.
    #[cfg(target_arch = "x86_64")]
    Sse2,
    /// 256 bits with fused multiply-add.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512 bits.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// 128 bits with fused multiply-add: every 64-bit ARM.
    #[cfg(target_arch = "aarch64")]
    Neon,
    /// 128 bits in WebAssembly.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128,
}

impl InstructionSet {
    /// Those that this CPU has, from the slowest to the fastest.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    pub fn available() -> Vec<Self> {
        vec![Self::Simd128]
    }

    /// Those that this CPU has, from the slowest to the fastest.
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    pub fn available() -> Vec<Self> {
        #[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), expect(unused_mut))]
        let mut sets = vec![Self::Scalar];
        #[cfg(target_arch = "x86_64")]
        {
            sets.push(Self::Sse2);
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                sets.push(Self::Avx2);
                if is_x86_feature_detected!("avx512f") {
                    sets.push(Self::Avx512);
                }
            }
        }
        #[cfg(target_arch = "aarch64")]
        sets.push(Self::Neon);
        sets
    }

    /// The fastest that this CPU has.
    pub fn best() -> Self {
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        return Self::Simd128;
        #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
        {
            static BEST: std::sync::OnceLock<InstructionSet> = std::sync::OnceLock::new();
            *BEST.get_or_init(|| Self::available().pop().unwrap_or(Self::Scalar))
        }
    }

    /// Lanes of a vector.
    pub fn lanes(self) -> usize {
        match self {
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Self::Scalar => Scalar::LANES,
            #[cfg(target_arch = "x86_64")]
            Self::Sse2 => x86::Sse2::LANES,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => x86::Avx2::LANES,
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => x86::Avx512::LANES,
            #[cfg(target_arch = "aarch64")]
            Self::Neon => neon::Neon::LANES,
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Self::Simd128 => wasm::Simd128::LANES,
        }
    }

    /// The longest vectors that `channels` channels fill.
    #[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "there is one length"))]
    pub(crate) fn narrowed(self, channels: usize) -> Self {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 if channels < x86::Avx512::LANES => Self::Avx2.narrowed(channels),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 if channels < x86::Avx2::LANES => Self::Sse2,
            _ => self,
        }
    }

    /// Runs `kernel` on these instructions.
    ///
    /// # Panics
    /// When the CPU doesn't have them.
    pub fn run(self, kernel: impl Kernel) {
        match self {
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Self::Scalar => kernel.run(Scalar(())),
            #[cfg(target_arch = "x86_64")]
            Self::Sse2 => kernel.run(x86::Sse2(())),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => {
                assert!(is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"), "a CPU with AVX2 and FMA");
                // SAFETY: the CPU has the features.
                unsafe { x86::with_avx2(kernel) }
            }
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                assert!(is_x86_feature_detected!("avx512f"), "a CPU with AVX-512");
                // SAFETY: the CPU has the features.
                unsafe { x86::with_avx512(kernel) }
            }
            #[cfg(target_arch = "aarch64")]
            Self::Neon => kernel.run(neon::Neon(())),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Self::Simd128 => kernel.run(wasm::Simd128(())),
        }
    }
}

/// Four lanes in plain Rust.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[derive(Clone, Copy)]
pub struct Scalar(());

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Scalar {
    #[inline(always)]
    fn bits(a: [f32; 4], b: [f32; 4], holds: impl Fn(f32, f32) -> bool) -> u32 {
        (0..4).map(|lane| u32::from(holds(a[lane], b[lane])) << lane).sum()
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Simd for Scalar {
    type Vector = [f32; 4];
    const LANES: usize = 4;

    #[inline(always)]
    fn splat(self, x: f32) -> [f32; 4] {
        [x; 4]
    }
    #[inline(always)]
    fn load(self, from: &[f32]) -> [f32; 4] {
        [from[0], from[1], from[2], from[3]]
    }
    #[inline(always)]
    fn store(self, vector: [f32; 4], to: &mut [f32]) {
        to[..4].copy_from_slice(&vector);
    }
    #[inline(always)]
    fn multiply_add(self, a: [f32; 4], b: [f32; 4], c: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| a[lane] * b[lane] + c[lane])
    }
    #[inline(always)]
    fn add(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| a[lane] + b[lane])
    }
    #[inline(always)]
    fn subtract(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| a[lane] - b[lane])
    }
    #[inline(always)]
    fn max(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| a[lane].max(b[lane]))
    }
    #[inline(always)]
    fn relu(self, a: [f32; 4]) -> [f32; 4] {
        a.map(|a| if a < 0.0 { 0.0 } else { a })
    }
    #[inline(always)]
    fn zero_unless_positive(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        std::array::from_fn(|lane| if b[lane] <= 0.0 { 0.0 } else { a[lane] })
    }
    #[inline(always)]
    fn greater(self, a: [f32; 4], b: [f32; 4]) -> u32 {
        Self::bits(a, b, |a, b| a > b)
    }
    #[inline(always)]
    fn equal(self, a: [f32; 4], b: [f32; 4]) -> u32 {
        Self::bits(a, b, |a, b| a == b)
    }
    #[inline(always)]
    fn unordered(self, a: [f32; 4], b: [f32; 4]) -> u32 {
        Self::bits(a, b, |a, b| a.is_nan() || b.is_nan())
    }
}

/// Implements [`Simd`] with one expression for each operation. Loads and stores go through references to arrays, so they
/// are checked against the slice's length.
macro_rules! simd {
    (
        $name:ident, $vector:ty, $lanes:literal;
        splat($x:ident) $splat:expr;
        load($from:ident) $load:expr;
        store($value:ident, $to:ident) $store:expr;
        ($a:ident, $b:ident, $c:ident)
        multiply_add $multiply_add:expr;
        add $add:expr;
        subtract $subtract:expr;
        max $max:expr;
        relu $relu:expr;
        zero_unless_positive $zero_unless_positive:expr;
        greater $greater:expr;
        equal $equal:expr;
        unordered $unordered:expr;
    ) => {
        /// Proof that the CPU has these instructions.
        #[derive(Clone, Copy)]
        pub struct $name(pub(super) ());

        // SAFETY, for every operation: a value of this type exists only where the CPU has the instructions, and pointers
        // come from references to arrays of the vector's length.
        impl Simd for $name {
            type Vector = $vector;
            const LANES: usize = $lanes;

            #[inline(always)]
            fn splat(self, $x: f32) -> $vector {
                unsafe { $splat }
            }
            #[inline(always)]
            fn load(self, from: &[f32]) -> $vector {
                let Some($from) = from.first_chunk::<$lanes>() else { too_short() };
                unsafe { $load }
            }
            #[inline(always)]
            fn store(self, $value: $vector, to: &mut [f32]) {
                let Some($to) = to.first_chunk_mut::<$lanes>() else { too_short() };
                unsafe { $store }
            }
            #[inline(always)]
            fn multiply_add(self, $a: $vector, $b: $vector, $c: $vector) -> $vector {
                unsafe { $multiply_add }
            }
            #[inline(always)]
            fn add(self, $a: $vector, $b: $vector) -> $vector {
                unsafe { $add }
            }
            #[inline(always)]
            fn subtract(self, $a: $vector, $b: $vector) -> $vector {
                unsafe { $subtract }
            }
            #[inline(always)]
            fn max(self, $a: $vector, $b: $vector) -> $vector {
                unsafe { $max }
            }
            #[inline(always)]
            fn relu(self, $a: $vector) -> $vector {
                unsafe { $relu }
            }
            #[inline(always)]
            fn zero_unless_positive(self, $a: $vector, $b: $vector) -> $vector {
                unsafe { $zero_unless_positive }
            }
            #[inline(always)]
            fn greater(self, $a: $vector, $b: $vector) -> u32 {
                unsafe { $greater }
            }
            #[inline(always)]
            fn equal(self, $a: $vector, $b: $vector) -> u32 {
                unsafe { $equal }
            }
            #[inline(always)]
            fn unordered(self, $a: $vector, $b: $vector) -> u32 {
                unsafe { $unordered }
            }
        }
    };
}

simd! {
    One, f32, 1;
    splat(x) x;
    load(from) from[0];
    store(value, to) *to = [value];
    (a, b, c)
    multiply_add a * b + c;
    add a + b;
    subtract a - b;
    max a.max(b);
    relu if a < 0.0 { 0.0 } else { a };
    zero_unless_positive if b <= 0.0 { 0.0 } else { a };
    greater u32::from(a > b);
    equal u32::from(a == b);
    unordered u32::from(a.is_nan() || b.is_nan());
}

impl One {
    /// One lane, for what is left over by longer vectors. Every CPU has it.
    pub(crate) fn new() -> Self {
        Self(())
    }
}

#[cold]
#[inline(never)]
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "wasm32")), expect(dead_code))]
fn too_short() -> ! {
    panic!("the slice is shorter than a vector")
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use core::arch::x86_64::*;

    use super::{Kernel, Simd, too_short};

    #[target_feature(enable = "avx2,fma,bmi1,bmi2,popcnt,lzcnt")]
    pub(super) fn with_avx2(kernel: impl Kernel) {
        kernel.run(Avx2(()));
    }

    #[target_feature(enable = "avx512f,avx2,fma,bmi1,bmi2,popcnt,lzcnt")]
    pub(super) fn with_avx512(kernel: impl Kernel) {
        kernel.run(Avx512(()));
    }

    // A maximum is its second operand where one of both is NaN.
    simd! {
        Sse2, __m128, 4;
        splat(x) _mm_set1_ps(x);
        load(from) _mm_loadu_ps(from.as_ptr());
        store(vector, to) _mm_storeu_ps(to.as_mut_ptr(), vector);
        (a, b, c)
        multiply_add _mm_add_ps(_mm_mul_ps(a, b), c);
        add _mm_add_ps(a, b);
        subtract _mm_sub_ps(a, b);
        max _mm_max_ps(a, b);
        relu _mm_max_ps(_mm_setzero_ps(), a);
        zero_unless_positive _mm_and_ps(a, _mm_cmpnle_ps(b, _mm_setzero_ps()));
        greater _mm_movemask_ps(_mm_cmpgt_ps(a, b)) as u32;
        equal _mm_movemask_ps(_mm_cmpeq_ps(a, b)) as u32;
        unordered _mm_movemask_ps(_mm_cmpunord_ps(a, b)) as u32;
    }

    simd! {
        Avx2, __m256, 8;
        splat(x) _mm256_set1_ps(x);
        load(from) _mm256_loadu_ps(from.as_ptr());
        store(vector, to) _mm256_storeu_ps(to.as_mut_ptr(), vector);
        (a, b, c)
        multiply_add _mm256_fmadd_ps(a, b, c);
        add _mm256_add_ps(a, b);
        subtract _mm256_sub_ps(a, b);
        max _mm256_max_ps(a, b);
        relu _mm256_max_ps(_mm256_setzero_ps(), a);
        zero_unless_positive _mm256_and_ps(a, _mm256_cmp_ps::<_CMP_NLE_UQ>(b, _mm256_setzero_ps()));
        greater _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_GT_OQ>(a, b)) as u32;
        equal _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_EQ_OQ>(a, b)) as u32;
        unordered _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_UNORD_Q>(a, b)) as u32;
    }

    simd! {
        Avx512, __m512, 16;
        splat(x) _mm512_set1_ps(x);
        load(from) _mm512_loadu_ps(from.as_ptr());
        store(vector, to) _mm512_storeu_ps(to.as_mut_ptr(), vector);
        (a, b, c)
        multiply_add _mm512_fmadd_ps(a, b, c);
        add _mm512_add_ps(a, b);
        subtract _mm512_sub_ps(a, b);
        max _mm512_max_ps(a, b);
        relu _mm512_max_ps(_mm512_setzero_ps(), a);
        zero_unless_positive _mm512_maskz_mov_ps(_mm512_cmp_ps_mask::<_CMP_NLE_UQ>(b, _mm512_setzero_ps()), a);
        greater u32::from(_mm512_cmp_ps_mask::<_CMP_GT_OQ>(a, b));
        equal u32::from(_mm512_cmp_ps_mask::<_CMP_EQ_OQ>(a, b));
        unordered u32::from(_mm512_cmp_ps_mask::<_CMP_UNORD_Q>(a, b));
    }
}

#[cfg(target_arch = "aarch64")]
mod neon {
    use core::arch::aarch64::*;

    use super::{Simd, too_short};

    /// A bit for each lane of a comparison's result.
    #[inline(always)]
    unsafe fn bits(comparison: uint32x4_t) -> u32 {
        const LANE_BITS: [u32; 4] = [1, 2, 4, 8];
        unsafe { vaddvq_u32(vandq_u32(comparison, vld1q_u32(LANE_BITS.as_ptr()))) }
    }

    simd! {
        Neon, float32x4_t, 4;
        splat(x) vdupq_n_f32(x);
        load(from) vld1q_f32(from.as_ptr());
        store(vector, to) vst1q_f32(to.as_mut_ptr(), vector);
        (a, b, c)
        multiply_add vfmaq_f32(c, a, b);
        add vaddq_f32(a, b);
        subtract vsubq_f32(a, b);
        max vmaxq_f32(a, b);
        relu vmaxq_f32(a, vdupq_n_f32(0.0));
        zero_unless_positive vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(a), vcleq_f32(b, vdupq_n_f32(0.0))));
        greater bits(vcgtq_f32(a, b));
        equal bits(vceqq_f32(a, b));
        unordered bits(vmvnq_u32(vandq_u32(vceqq_f32(a, a), vceqq_f32(b, b))));
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use core::arch::wasm32::*;

    use super::{Simd, too_short};

    simd! {
        Simd128, v128, 4;
        splat(x) f32x4_splat(x);
        load(from) v128_load(from.as_ptr().cast());
        store(vector, to) v128_store(to.as_mut_ptr().cast(), vector);
        (a, b, c)
        multiply_add f32x4_add(f32x4_mul(a, b), c);
        add f32x4_add(a, b);
        subtract f32x4_sub(a, b);
        max f32x4_pmax(a, b);
        relu f32x4_pmax(a, f32x4_splat(0.0));
        zero_unless_positive v128_andnot(a, f32x4_le(b, f32x4_splat(0.0)));
        greater u32::from(u32x4_bitmask(f32x4_gt(a, b)));
        equal u32::from(u32x4_bitmask(f32x4_eq(a, b)));
        unordered u32::from(u32x4_bitmask(v128_or(f32x4_ne(a, a), f32x4_ne(b, b))));
    }
}
