//! Files of weights: safetensors, or what `torch.save` wrote.

use std::{fs::File, io::Read, path::Path};

use anyhow::{Context, Result};
use layerlab_core::network::StateDict;
use layerlab_words::t;

/// Opens a file of weights and hands its tensors to `use_it`; mistakes name the file.
pub fn read<T>(path: &Path, use_it: impl FnOnce(StateDict<'_>) -> Result<T>) -> Result<T> {
    let name = path.display();
    let unreadable = || t!("cli-no-weights", name = name.to_string());
    let mut file = File::open(path).with_context(unreadable)?;
    let mut start = Vec::new();
    file.by_ref().take(9).read_to_end(&mut start).with_context(unreadable)?;
    if is_safetensors(path, &start) {
        file.read_to_end(&mut start).with_context(unreadable)?;
        let dict = StateDict::safetensors(&start).with_context(|| name.to_string())?;
        return use_it(dict).with_context(|| name.to_string());
    }
    let dict = StateDict::pytorch(path).with_context(|| name.to_string())?;
    use_it(dict).with_context(|| name.to_string())
}

/// A safetensors file starts with the length of its header, eight bytes, and the header with a brace.
fn is_safetensors(path: &Path, start: &[u8]) -> bool {
    start.get(8) == Some(&b'{') || path.extension().is_some_and(|extension| extension == "safetensors")
}
