//! Whether anybody can see the frame, and what follows for its run: it pauses out of sight and goes on when back.

/// When the first run starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// When somebody asks for it.
    #[default]
    Asked,
    /// Once the frame can be seen.
    InSight,
    /// Once a deck says that it is at the frame's slide: decks lay out the next slide before they show it.
    OnSlide,
}

/// What the browser or the parent says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The tab is hidden, or shown again.
    Tab { is_hidden: bool },
    /// The frame was scrolled or taken out of view, or into it.
    View { is_inside: bool },
    /// A deck left the frame's slide, or came to it.
    Slide { is_current: bool },
}

/// What the run should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Start the first run.
    Start,
    Pause,
    /// Go on with the run that was paused out of sight.
    Continue,
}

/// What is known of the frame's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    is_tab_hidden: bool,
    /// Unknown until the browser has looked for the first time.
    is_inside: Option<bool>,
    is_slide_over: bool,
    /// It was paused because nobody could see it.
    resumes: bool,
    /// The first time in sight starts a run.
    starts: bool,
}

impl Presence {
    /// Nothing is known yet.
    pub fn new(start: Start) -> Self {
        let is_slide_over = start == Start::OnSlide;
        Self { is_tab_hidden: false, is_inside: None, is_slide_over, resumes: false, starts: start != Start::Asked }
    }

    fn is_in_sight(&self) -> bool {
        !self.is_tab_hidden && self.is_inside == Some(true) && !self.is_slide_over
    }

    /// Takes in what was said; `is_running` tells whether a run is on and not paused.
    pub fn see(&mut self, sight: Sight, is_running: bool) -> Option<Wish> {
        match sight {
            Sight::Tab { is_hidden } => self.is_tab_hidden = is_hidden,
            Sight::View { is_inside } => self.is_inside = Some(is_inside),
            Sight::Slide { is_current } => self.is_slide_over = !is_current,
        }
        if self.is_in_sight() {
            if std::mem::take(&mut self.starts) {
                return Some(Wish::Start);
            }
            return std::mem::take(&mut self.resumes).then_some(Wish::Continue);
        }
        // Before the first look at the view nobody knows better than to let it be.
        let is_gone = self.is_tab_hidden || self.is_inside == Some(false) || self.is_slide_over;
        if is_gone && is_running && !self.resumes {
            self.resumes = true;
            return Some(Wish::Pause);
        }
        None
    }

    /// Somebody decided about the run: what was to happen by itself no longer does.
    pub fn decide(&mut self) {
        (self.resumes, self.starts) = (false, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: Sight = Sight::Tab { is_hidden: true };
    const SHOWN: Sight = Sight::Tab { is_hidden: false };
    const IN: Sight = Sight::View { is_inside: true };
    const OUT: Sight = Sight::View { is_inside: false };
    const CURRENT: Sight = Sight::Slide { is_current: true };
    const OVER: Sight = Sight::Slide { is_current: false };

    #[test]
    fn a_run_pauses_out_of_sight_and_goes_on_when_everything_is_back() {
        let mut presence = Presence::new(Start::Asked);
        assert_eq!(presence.see(IN, true), None);
        assert_eq!(presence.see(OUT, true), Some(Wish::Pause));
        assert_eq!(presence.see(HIDDEN, false), None);
        assert_eq!(presence.see(IN, false), None, "the tab is still hidden");
        assert_eq!(presence.see(SHOWN, false), Some(Wish::Continue));
        assert_eq!(presence.see(SHOWN, true), None);
        assert_eq!(presence.see(OVER, true), Some(Wish::Pause));
        assert_eq!(presence.see(CURRENT, false), Some(Wish::Continue));
    }

    #[test]
    fn what_a_person_paused_stays_paused() {
        let mut presence = Presence::new(Start::Asked);
        presence.see(IN, false);
        assert_eq!(presence.see(OUT, false), None);
        assert_eq!(presence.see(IN, false), None);
        presence.see(OUT, true);
        presence.decide();
        assert_eq!(presence.see(IN, false), None);
    }

    #[test]
    fn a_run_starts_by_itself_once_and_only_in_sight() {
        let mut presence = Presence::new(Start::InSight);
        assert_eq!(presence.see(SHOWN, false), None, "nobody knows whether the frame is in view");
        assert_eq!(presence.see(OUT, false), None);
        assert_eq!(presence.see(OVER, false), None);
        assert_eq!(presence.see(IN, false), None);
        assert_eq!(presence.see(CURRENT, false), Some(Wish::Start));
        assert_eq!(presence.see(IN, false), None);
    }

    #[test]
    fn a_run_that_waits_for_its_slide_starts_with_it() {
        let mut presence = Presence::new(Start::OnSlide);
        assert_eq!(presence.see(IN, false), None, "the deck has laid it out and shows another slide");
        assert_eq!(presence.see(CURRENT, false), Some(Wish::Start));
    }
}
