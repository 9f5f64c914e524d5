//! Words for the attacks at the end of a run.

pub const FINAL_ATTACKS: &str = "Attacks at the end";
pub const FINAL_ATTACKS_HINT: &str =
    "Every finished network is also measured with these, in the norm and with the ε of the set-up";
pub const FINAL_ATTACK_SAMPLES: &str = "Samples";
pub const FINAL_ATTACK_SAMPLES_HINT: &str =
    "Test samples for these attacks: AutoAttack takes thousands of passes for each that withstands";
pub const FINAL_ATTACKS_FOUND: &str = "Accuracy under further attacks, with 95\u{202f}% intervals over samples";
pub const FINAL_ATTACK_COLUMNS: [&str; 3] = ["Attack", "Accuracy", "n"];
