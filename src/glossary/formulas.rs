//! The formulas behind the terms, in MathML, which browsers draw and read aloud by themselves. They hold signs, not words.

use super::TermName;

/// The content of a term's `<math>`; `None` where a formula would say nothing more.
pub(super) fn formula(term: TermName) -> Option<&'static str> {
    Some(match term {
        TermName::AdversarialExample => {
            "<msup><mi>x</mi><mo>′</mo></msup><mo>=</mo><mi>x</mi><mo>+</mo><mi>δ</mi><mo>,</mo><mspace width='0.6em'/><mo>‖</mo><mi>δ</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi><mo>,</mo><mspace width='0.6em'/><mi>F</mi><mo>(</mo><msup><mi>x</mi><mo>′</mo></msup><mo>)</mo><mo>≠</mo><mi>y</mi>"
        }
        TermName::AdversarialTraining => {
            "<munder><mo>min</mo><mi>θ</mi></munder><mspace width='0.3em'/><msub><mi>E</mi><mrow><mi>x</mi><mo>,</mo><mi>y</mi></mrow></msub><munder><mo>max</mo><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi></mrow></munder><mi>L</mi><mo>(</mo><msub><mi>F</mi><mi>θ</mi></msub><mo>(</mo><mi>x</mi><mo>+</mo><mi>δ</mi><mo>)</mo><mo>,</mo><mi>y</mi><mo>)</mo>"
        }
        TermName::Attack => {
            "<munder><mo>max</mo><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi></mrow></munder><mi>L</mi><mo>(</mo><mi>F</mi><mo>(</mo><mi>x</mi><mo>+</mo><mi>δ</mi><mo>)</mo><mo>,</mo><mi>y</mi><mo>)</mo>"
        }
        TermName::Audit => {
            "<msub><mi>γ</mi><mi>b</mi></msub><mo>≥</mo><msub><mi>γ</mi><mi>a</mi></msub><mo>+</mo><munder><mo>∑</mo><mi>j</mi></munder><msub><mi>ρ</mi><mi>j</mi></msub>"
        }
        TermName::Certificate => {
            "<munder><mo>min</mo><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi></mrow></munder><mi>m</mi><mo>(</mo><mi>x</mi><mo>+</mo><mi>δ</mi><mo>)</mo><mo>∈</mo><mo>[</mo><msub><mi>γ</mi><mo>↓</mo></msub><mo>,</mo><msub><mi>γ</mi><mo>↑</mo></msub><mo>]</mo>"
        }
        TermName::Cka => {
            "<mfrac><msubsup><mrow><mo>‖</mo><msup><mi>Y</mi><mo>⊤</mo></msup><mi>X</mi><mo>‖</mo></mrow><mi>F</mi><mn>2</mn></msubsup><mrow><msub><mrow><mo>‖</mo><msup><mi>X</mi><mo>⊤</mo></msup><mi>X</mi><mo>‖</mo></mrow><mi>F</mi></msub><msub><mrow><mo>‖</mo><msup><mi>Y</mi><mo>⊤</mo></msup><mi>Y</mi><mo>‖</mo></mrow><mi>F</mi></msub></mrow></mfrac>"
        }
        TermName::CleanAccuracy => {
            "<mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mo>[</mo><mi>F</mi><mo>(</mo><msub><mi>x</mi><mi>i</mi></msub><mo>)</mo><mo>=</mo><msub><mi>y</mi><mi>i</mi></msub><mo>]</mo>"
        }
        TermName::RobustAccuracy => {
            "<mfrac><mn>1</mn><mi>n</mi></mfrac><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mo>[</mo><mi>F</mi><mo>(</mo><msubsup><mi>x</mi><mi>i</mi><mo>′</mo></msubsup><mo>)</mo><mo>=</mo><msub><mi>y</mi><mi>i</mi></msub><mo>]</mo>"
        }
        TermName::Control => {
            "<mi>A</mi><mo>(</mo><msubsup><mi>f</mi><mi>a</mi><mo>∗</mo></msubsup><mo>,</mo><msub><mover><mi>f</mi><mo>~</mo></mover><mi>b</mi></msub><mo>)</mo><mo>−</mo><mi>A</mi><mo>(</mo><msub><mi>f</mi><mi>a</mi></msub><mo>,</mo><msub><mover><mi>f</mi><mo>~</mo></mover><mi>b</mi></msub><mo>)</mo>"
        }
        TermName::Criticality => {
            "<mi>A</mi><mo>(</mo><mi>F</mi><mo>)</mo><mo>−</mo><mi>A</mi><mo>(</mo><msub><mi>F</mi><mrow><mi>B</mi><mo>→</mo><mn>1</mn></mrow></msub><mo>)</mo>"
        }
        TermName::Cut => {
            "<mi>F</mi><mo>=</mo><msub><mi>f</mi><mi>b</mi></msub><mo>∘</mo><msub><mi>f</mi><mi>a</mi></msub>"
        }
        TermName::FrontAndRest => {
            "<msub><mi>f</mi><mi>a</mi></msub><mo>=</mo><msup><mi>f</mi><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow></msup><mo>∘</mo><mo>…</mo><mo>∘</mo><msup><mi>f</mi><mrow><mo>(</mo><mn>1</mn><mo>)</mo></mrow></msup>"
        }
        TermName::Dependency => {
            "<msub><mi>ρ</mi><mi>j</mi></msub><mo>=</mo><munder><mo>∑</mo><mi>y</mi></munder><mi>π</mi><mo>(</mo><mi>y</mi><mo>)</mo><mi>I</mi><mo>(</mo><msup><mi>F</mi><mrow><mo>(</mo><mi>j</mi><mo>−</mo><mn>1</mn><mo>)</mo></mrow></msup><mo>;</mo><msup><mi>F</mi><mrow><mo>(</mo><mi>j</mi><mo>)</mo></mrow></msup><mo>∣</mo><mi>y</mi><mo>)</mo>"
        }
        TermName::Distillation => {
            "<mi>α</mi><mspace width='0.2em'/><mi>CE</mi><mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo><mi>α</mi><mo>)</mo><msup><mi>T</mi><mn>2</mn></msup><mspace width='0.2em'/><mi>KL</mi>"
        }
        TermName::Edge => {
            "<munder><mo>∑</mo><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></munder><mfrac><msub><mi>N</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mi>N</mi></mfrac><msub><mi>log</mi><mn>2</mn></msub><mfrac><mrow><msub><mi>N</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mi>N</mi></mrow><mrow><msub><mi>N</mi><mi>i</mi></msub><msub><mi>N</mi><mi>j</mi></msub></mrow></mfrac>"
        }
        TermName::Epsilon => {
            "<mo>‖</mo><msup><mi>x</mi><mo>′</mo></msup><mo>−</mo><mi>x</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi>"
        }
        TermName::Holm => {
            "<msub><mi>p</mi><mrow><mo>(</mo><mi>i</mi><mo>)</mo></mrow></msub><mo>≤</mo><mfrac><mi>α</mi><mrow><mi>m</mi><mo>−</mo><mi>i</mi><mo>+</mo><mn>1</mn></mrow></mfrac>"
        }
        TermName::InfoNce => {
            "<msub><mi>log</mi><mn>2</mn></msub><mi>N</mi><mo>+</mo><mi>E</mi><msub><mi>log</mi><mn>2</mn></msub><mfrac><msup><mi>e</mi><mrow><mi>s</mi><mo>(</mo><msub><mi>x</mi><mi>i</mi></msub><mo>,</mo><msub><mi>y</mi><mi>i</mi></msub><mo>)</mo></mrow></msup><mrow><munder><mo>∑</mo><mi>j</mi></munder><msup><mi>e</mi><mrow><mi>s</mi><mo>(</mo><msub><mi>x</mi><mi>i</mi></msub><mo>,</mo><msub><mi>y</mi><mi>j</mi></msub><mo>)</mo></mrow></msup></mrow></mfrac>"
        }
        TermName::Interval => {
            "<mover><mi>d</mi><mo>¯</mo></mover><mo>±</mo><msub><mi>t</mi><mrow><mi>n</mi><mo>−</mo><mn>1</mn></mrow></msub><mfrac><mi>s</mi><msqrt><mi>n</mi></msqrt></mfrac>"
        }
        TermName::Ksg => {
            "<mi>ψ</mi><mo>(</mo><mi>k</mi><mo>)</mo><mo>+</mo><mi>ψ</mi><mo>(</mo><mi>N</mi><mo>)</mo><mo>−</mo><mo>⟨</mo><mi>ψ</mi><mo>(</mo><msub><mi>n</mi><mi>x</mi></msub><mo>+</mo><mn>1</mn><mo>)</mo><mo>+</mo><mi>ψ</mi><mo>(</mo><msub><mi>n</mi><mi>y</mi></msub><mo>+</mo><mn>1</mn><mo>)</mo><mo>⟩</mo>"
        }
        TermName::LearningRate => {
            "<mi>θ</mi><mo>←</mo><mi>θ</mi><mo>−</mo><mi>η</mi><msub><mo>∇</mo><mi>θ</mi></msub><mi>L</mi>"
        }
        TermName::Loss => "<mi>L</mi><mo>=</mo><mo>−</mo><mi>log</mi><msub><mi>p</mi><mi>y</mi></msub>",
        TermName::Margin => {
            "<msub><mi>γ</mi><mi>j</mi></msub><mo>=</mo><mi>E</mi><munder><mo>min</mo><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo><mo>≤</mo><mi>ε</mi></mrow></munder><mo>(</mo><msub><mi>p</mi><mi>y</mi></msub><mo>−</mo><munder><mo>max</mo><mrow><mi>k</mi><mo>≠</mo><mi>y</mi></mrow></munder><msub><mi>p</mi><mi>k</mi></msub><mo>)</mo>"
        }
        TermName::Noise => {
            "<mi>h</mi><mo>+</mo><mi>σ</mi><mspace width='0.1em'/><msub><mi>s</mi><mi>h</mi></msub><mspace width='0.1em'/><mi>z</mi><mo>,</mo><mspace width='0.6em'/><mi>z</mi><mo>∼</mo><mi>N</mi><mo>(</mo><mn>0</mn><mo>,</mo><mn>1</mn><mo>)</mo>"
        }
        TermName::Norm => {
            "<msub><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo></mrow><mn>∞</mn></msub><mo>=</mo><munder><mo>max</mo><mi>i</mi></munder><mo>|</mo><msub><mi>δ</mi><mi>i</mi></msub><mo>|</mo><mo>,</mo><mspace width='0.8em'/><msub><mrow><mo>‖</mo><mi>δ</mi><mo>‖</mo></mrow><mn>2</mn></msub><mo>=</mo><msqrt><mrow><munder><mo>∑</mo><mi>i</mi></munder><msubsup><mi>δ</mi><mi>i</mi><mn>2</mn></msubsup></mrow></msqrt>"
        }
        TermName::Null | TermName::PValue => {
            "<mi>p</mi><mo>=</mo><mfrac><mrow><mn>1</mn><mo>+</mo><mo>#</mo><mo>{</mo><mi>b</mi><mo>:</mo><msub><mi>ρ</mi><mi>b</mi></msub><mo>≥</mo><mi>ρ</mi><mo>}</mo></mrow><mrow><mi>B</mi><mo>+</mo><mn>1</mn></mrow></mfrac>"
        }
        TermName::Pgd => {
            "<msub><mi>x</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub><mo>=</mo><msub><mi>Π</mi><mi>ε</mi></msub><mo>(</mo><msub><mi>x</mi><mi>t</mi></msub><mo>+</mo><mi>α</mi><mspace width='0.2em'/><mi>sign</mi><msub><mo>∇</mo><mi>x</mi></msub><mi>L</mi><mo>)</mo>"
        }
        TermName::Prediction => {
            "<msub><mi>p</mi><mi>k</mi></msub><mo>=</mo><mfrac><msup><mi>e</mi><msub><mi>z</mi><mi>k</mi></msub></msup><mrow><munder><mo>∑</mo><mi>i</mi></munder><msup><mi>e</mi><msub><mi>z</mi><mi>i</mi></msub></msup></mrow></mfrac>"
        }
        TermName::Probe => {
            "<mi>softmax</mi><mo>(</mo><mi>W</mi><mspace width='0.2em'/><mi>pool</mi><mo>(</mo><msup><mi>F</mi><mrow><mo>(</mo><mi>j</mi><mo>)</mo></mrow></msup><mo>(</mo><mi>x</mi><mo>)</mo><mo>)</mo><mo>+</mo><mi>b</mi><mo>)</mo>"
        }
        TermName::ReadOut => {
            "<mi>λ</mi><mo>=</mo><mi>argmin</mi><mo>‖</mo><msub><mi>F</mi><mi>a</mi></msub><mi>λ</mi><mo>−</mo><mi>z</mi><msup><mo>‖</mo><mn>2</mn></msup>"
        }
        TermName::Semirobust | TermName::Transfer | TermName::FineTune => {
            "<mo>(</mo><msubsup><mi>f</mi><mi>a</mi><mo>∗</mo></msubsup><mo>,</mo><msub><mi>f</mi><mi>b</mi></msub><mo>)</mo><mo>→</mo><mo>(</mo><msubsup><mi>f</mi><mi>a</mi><mo>∗</mo></msubsup><mo>,</mo><msub><mover><mi>f</mi><mo>~</mo></mover><mi>b</mi></msub><mo>)</mo>"
        }
        TermName::Sensitivity => {
            "<mfrac><msub><mrow><mo>‖</mo><mi>A</mi><mo>−</mo><msup><mi>A</mi><mo>′</mo></msup><mo>‖</mo></mrow><mn>1</mn></msub><msub><mrow><mo>‖</mo><mi>A</mi><mo>‖</mo></mrow><mn>1</mn></msub></mfrac>"
        }
        TermName::AutoAttack
        | TermName::Batch
        | TermName::Block
        | TermName::Claim
        | TermName::Compression
        | TermName::Epoch
        | TermName::Frozen
        | TermName::Layer
        | TermName::Projection
        | TermName::Rewind
        | TermName::Robust
        | TermName::RobustOverfitting
        | TermName::Samples
        | TermName::Seed
        | TermName::Triage
        | TermName::Trial => return None,
    })
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_element_of_a_formula_is_closed() {
        for term in TermName::VARIANTS {
            let Some(text) = formula(*term) else { continue };
            let mut open = Vec::new();
            for tag in text.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0)) {
                match tag.strip_prefix('/') {
                    Some(name) => assert_eq!(open.pop(), Some(name), "{}: {text}", term.name()),
                    None if tag.ends_with('/') => {}
                    None => open.push(tag.split(' ').next().unwrap_or_default()),
                }
            }
            assert!(open.is_empty(), "{}: {open:?}", term.name());
        }
    }
}
