//! The parts of the page that a frame can show or leave out.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::settings::Workflow;

/// A part of the page; `?show=` and `?hide=` have these names, and `www/styles/embed.css` a rule for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Panel {
    /// The choice of workflow.
    Workflows,
    /// The fields of the set-up.
    Setup,
    /// Train, pause, step, stop and reset.
    Transport,
    /// The status line: the plan, the progress, the finding.
    Finding,
    /// The steps of the guided run.
    Steps,
    /// Networks that were trained differently, side by side.
    Contrast,
    /// The row of layers with the cut.
    Network,
    /// How each side of the cut trains.
    Modes,
    /// The measures under their layers.
    Tracks,
    /// The heat map of the compressed blocks.
    HeatMap,
    /// Accuracy and loss over the steps.
    Curves,
    /// The list of runs under the curves.
    Runs,
    /// The samples with and without attack: pictures, or points of the plane.
    #[strum(serialize = "examples", serialize = "plane")]
    Examples,
    /// Noise at the cut.
    Noise,
    /// The theorem and its premises.
    Audit,
    /// The claims with their verdicts.
    Claims,
    /// The recovery of a compressed network.
    Recovery,
    /// The filters before and after compression.
    Filters,
    /// What can be tried with samples and weights of one's own.
    Own,
    /// The line with the name of the page and the way to it.
    Credit,
}

/// What a frame shows when its address does not say.
const USUAL: [Panel; 10] = [
    Panel::Transport,
    Panel::Finding,
    Panel::Steps,
    Panel::Contrast,
    Panel::Network,
    Panel::Tracks,
    Panel::HeatMap,
    Panel::Curves,
    Panel::Examples,
    Panel::Credit,
];

impl Panel {
    /// The name in the address and in the style sheet.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the frame shows it unasked.
    pub fn is_usual(self) -> bool {
        USUAL.contains(&self)
    }

    /// The panels that a workflow has.
    pub fn of(workflow: Workflow) -> Vec<Self> {
        let is_of = |panel: &&Self| match panel {
            Self::Workflows | Self::Setup | Self::Transport | Self::Finding | Self::Network => true,
            Self::Runs | Self::Own | Self::Credit => true,
            Self::Modes | Self::Curves | Self::Examples | Self::Tracks => workflow != Workflow::Triage,
            Self::Steps | Self::Noise | Self::Audit => workflow == Workflow::Transfer,
            Self::Contrast => workflow == Workflow::Train,
            Self::Claims => workflow != Workflow::Train,
            Self::HeatMap | Self::Recovery | Self::Filters => workflow == Workflow::Triage,
        };
        Self::VARIANTS.iter().filter(is_of).copied().collect()
    }

    /// Whether it is drawn inside the row of layers, so that it can't be seen without it.
    fn needs_network(self) -> bool {
        matches!(self, Self::Modes | Self::Tracks | Self::HeatMap)
    }
}

/// The panels of a frame: those that `show` lists, or the usual ones, without those that `hide` lists. Further, the names
/// that no panel has. `all` stands for every panel.
pub fn shown(show: Option<&str>, hide: Option<&str>) -> (Vec<Panel>, Vec<String>) {
    let mut unknown = Vec::new();
    let hide = hide.map(|names| named(names, &mut unknown)).unwrap_or_default();
    let mut asked = match show.map(|names| named(names, &mut unknown)) {
        Some(panels) => panels,
        None => USUAL.to_vec(),
    };
    if asked.iter().any(|panel| panel.needs_network()) {
        asked.push(Panel::Network);
    }
    let has_network = asked.contains(&Panel::Network) && !hide.contains(&Panel::Network);
    let is_shown =
        |panel: &Panel| asked.contains(panel) && !hide.contains(panel) && (has_network || !panel.needs_network());
    (Panel::VARIANTS.iter().copied().filter(is_shown).collect(), unknown)
}

/// The names of the panels that are not shown, as the style sheet reads them.
pub fn hidden(shown: &[Panel]) -> String {
    let hidden = Panel::VARIANTS.iter().filter(|panel| !shown.contains(panel));
    hidden.map(|panel| panel.name()).collect::<Vec<_>>().join(" ")
}

/// The panels that a list names. A comma, a dot, a space or a plus may stand between two names.
fn named(names: &str, unknown: &mut Vec<String>) -> Vec<Panel> {
    let mut panels = Vec::new();
    for name in names.split([',', '.', ' ', '+']).filter(|name| !name.is_empty()) {
        match name.parse() {
            Ok(panel) => panels.push(panel),
            Err(_) if name == "all" => panels.extend(Panel::VARIANTS),
            Err(_) => unknown.push(name.to_owned()),
        }
    }
    panels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panels(show: Option<&str>, hide: Option<&str>) -> Vec<Panel> {
        let (panels, unknown) = shown(show, hide);
        assert_eq!(unknown, [""; 0]);
        panels
    }

    #[test]
    fn a_frame_shows_what_is_asked_for_and_else_the_usual() {
        assert_eq!(panels(None, None).len(), USUAL.len());
        assert_eq!(panels(Some("network,curves"), None), [Panel::Network, Panel::Curves]);
        assert_eq!(panels(Some("curves network"), Some("curves")), [Panel::Network]);
        assert!(!panels(None, Some("credit")).contains(&Panel::Credit));
        assert_eq!(panels(Some("all"), None), Panel::VARIANTS);
        assert_eq!(panels(Some(""), None), []);
        assert_eq!((panels(Some("plane"), None), Panel::Examples.name()), (vec![Panel::Examples], "examples"));
    }

    #[test]
    fn every_panel_is_of_some_workflow() {
        let of = [Workflow::Train, Workflow::Transfer, Workflow::Triage].map(Panel::of).concat();
        assert!(Panel::VARIANTS.iter().all(|panel| of.contains(panel)));
    }

    #[test]
    fn what_is_drawn_in_the_row_of_layers_comes_and_goes_with_it() {
        assert_eq!(panels(Some("tracks"), None), [Panel::Network, Panel::Tracks]);
        assert_eq!(panels(Some("heat-map"), None), [Panel::Network, Panel::HeatMap]);
        assert_eq!(panels(Some("tracks,curves"), Some("network")), [Panel::Curves]);
    }

    #[test]
    fn names_that_no_panel_has_are_told_and_the_others_count() {
        let (panels, unknown) = shown(Some("network,charts"), Some("<b>"));
        assert_eq!((panels, unknown), (vec![Panel::Network], vec!["<b>".to_owned(), "charts".to_owned()]));
    }

    #[test]
    fn every_panel_has_a_rule_in_the_style_sheet_and_a_line_in_the_guide() {
        let styles = include_str!("../../www/styles/embed.css");
        let guide = include_str!("../../docs/embedding.md");
        for panel in Panel::VARIANTS {
            let name = panel.name();
            assert!(styles.contains(&format!("[data-hides~=\"{name}\"]")), "{name} can't be hidden");
            assert!(guide.contains(&format!("`{name}`")), "{name} is not in the guide");
        }
    }

    #[test]
    fn what_is_not_shown_is_hidden() {
        assert_eq!(hidden(Panel::VARIANTS), "");
        let all = hidden(&[]);
        assert_eq!(all.split(' ').count(), Panel::VARIANTS.len());
        assert!(all.contains("heat-map"));
    }
}
