//! What the page hands from part to part behind one pointer. Being [`Eq`], two of them are first compared by their pointers and
//! only then figure by figure, so that what did not change costs nothing to find unchanged. Their figures come from JSON, which
//! has nothing that differs from itself.

use crate::{Experiment, LayerwiseReport, Report};

impl Eq for Experiment {}
impl Eq for Report {}
impl Eq for LayerwiseReport {}
