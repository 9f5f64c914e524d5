//! What stands around the page: it keeps which definition is shown, and shows it.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{TermName, card::TermCard, dialog::GlossaryDialog};
use crate::hooks::page;

/// How long the pointer or the focus rests on a word before its definition comes, and how long that stays when they are gone.
const PATIENCE: u32 = 350;

/// Where a word is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    element: HtmlElement,
    /// Left, top and bottom of the word in the window, in CSS pixels.
    edges: (f64, f64, f64),
}

/// What happens to a word, or to the card that explains it.
pub enum GlossaryEvent {
    /// The word was pressed.
    Press(TermName, Place),
    /// The pointer or the focus is on the word.
    Point(TermName, Place),
    /// The pointer or the focus has left the word or the card.
    Leave,
    /// The pointer is on the card.
    Stay,
    /// The card is closed.
    Close,
    /// All terms are wanted.
    All,
}

/// The definition on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) term: TermName,
    pub(super) place: Place,
    /// Whether it was pressed for, so that it stays until it is closed.
    is_pinned: bool,
}

/// The glossary, as words and menus reach it.
#[derive(Clone, PartialEq, Default)]
pub struct Glossary {
    /// The term whose definition is shown.
    pub(super) open: Option<TermName>,
    pub(super) events: Callback<GlossaryEvent>,
    /// Shows all terms.
    pub show_all: Callback<()>,
}

impl Place {
    /// The place of an element.
    pub(super) fn of(element: HtmlElement) -> Self {
        let edges = element.get_bounding_client_rect();
        Self { element, edges: (edges.left(), edges.top(), edges.bottom()) }
    }

    /// Whether the word is in the lower half of the window, so that its card has more room above it.
    pub(super) fn is_low(&self) -> bool {
        let height = page::window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or(f64::INFINITY);
        self.edges.1 + self.edges.2 > height
    }

    /// The corner of the card beside the word, in the page.
    pub(super) fn corner(&self) -> (f64, f64) {
        let scrolled = page::window().and_then(|w| w.scroll_y().ok()).unwrap_or_default();
        let (left, top, bottom) = self.edges;
        (left, scrolled + if self.is_low() { top - 6.0 } else { bottom + 6.0 })
    }
}

/// A change of the shown definition.
enum Change {
    Show(Shown),
    /// Takes it away; one that was pressed for only on request.
    Hide {
        is_asked: bool,
    },
}

/// The shown definition.
#[derive(Default, PartialEq)]
struct Card(Option<Shown>);

impl Reducible for Card {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let is_pinned = self.0.as_ref().is_some_and(|shown| shown.is_pinned);
        match change {
            Change::Show(shown) if !is_pinned || shown.is_pinned => Rc::new(Self(Some(shown))),
            Change::Hide { is_asked } if !is_pinned || is_asked => Rc::default(),
            Change::Show(_) | Change::Hide { .. } => self,
        }
    }
}

/// The glossary of the page; one that does nothing outside of its host.
#[hook]
pub fn use_glossary() -> Glossary {
    use_context::<Glossary>().unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub struct GlossaryHostProps {
    pub children: Html,
}

/// The page with the glossary over it.
#[component]
pub fn GlossaryHost(props: &GlossaryHostProps) -> Html {
    let (card, is_all, node) = (use_reducer_eq(Card::default), use_state_eq(|| false), use_node_ref());
    let timer = use_mut_ref(|| None::<Timeout>);
    let events = {
        let (change, all) = (card.dispatcher(), is_all.setter());
        use_callback((), move |event: GlossaryEvent, ()| {
            timer.borrow_mut().take();
            let later = |what: Change| {
                let change = change.clone();
                *timer.borrow_mut() = Some(Timeout::new(PATIENCE, move || change.dispatch(what)));
            };
            match event {
                GlossaryEvent::Press(term, place) => {
                    change.dispatch(Change::Show(Shown { term, place, is_pinned: true }))
                }
                GlossaryEvent::Point(term, place) => later(Change::Show(Shown { term, place, is_pinned: false })),
                GlossaryEvent::Leave => later(Change::Hide { is_asked: false }),
                GlossaryEvent::Stay => {}
                GlossaryEvent::Close => change.dispatch(Change::Hide { is_asked: true }),
                GlossaryEvent::All => {
                    change.dispatch(Change::Hide { is_asked: true });
                    all.set(true);
                }
            }
        })
    };
    use_focus(&card.0, &node, &events);
    use_escape(&card.0, &events);
    let glossary = Glossary {
        open: card.0.as_ref().map(|shown| shown.term),
        events: events.clone(),
        show_all: events.reform(|()| GlossaryEvent::All),
    };
    let close = {
        let is_all = is_all.setter();
        Callback::from(move |()| is_all.set(false))
    };
    html! {
        <ContextProvider<Glossary> context={glossary}>
            { props.children.clone() }
            if let Some(shown) = card.0.clone() {
                <TermCard {shown} {node} {events} />
            }
            if *is_all {
                <GlossaryDialog {close} />
            }
        </ContextProvider<Glossary>>
    }
}

/// Puts the focus into a card that was pressed for, and back on its word when it goes.
#[hook]
fn use_focus(shown: &Option<Shown>, node: &NodeRef, events: &Callback<GlossaryEvent>) {
    let pinned = shown.clone().filter(|shown| shown.is_pinned);
    let events = events.clone();
    use_effect_with((pinned, node.clone()), move |(pinned, node)| {
        let word = pinned.as_ref().map(|shown| shown.place.element.clone());
        if word.is_some() {
            page::focus(node.cast());
        }
        move || {
            // Where the focus has gone elsewhere meanwhile, it stays there.
            let document = page::window().and_then(|w| w.document());
            let active = document.as_ref().and_then(|d| d.active_element());
            let is_lost = active.is_none_or(|active| {
                active.tag_name() == "BODY" || active.closest(".term-card").ok().flatten().is_some()
            });
            if is_lost && word.as_ref().is_some_and(|word| word.is_connected()) {
                page::focus(word);
                // That a word gets its focus back asks for nothing.
                events.emit(GlossaryEvent::Close);
            }
        }
    });
}

/// Closes the card by Escape, wherever the focus is, and by a press elsewhere.
#[hook]
fn use_escape(shown: &Option<Shown>, events: &Callback<GlossaryEvent>) {
    use_effect_with((shown.is_some(), events.clone()), |(is_shown, events)| {
        let window = page::window().filter(|_| *is_shown);
        let listeners = window.map(|window| {
            let (by_key, by_pointer) = (events.clone(), events.clone());
            let keys = EventListener::new(&window, "keydown", move |event| {
                if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                    by_key.emit(GlossaryEvent::Close);
                }
            });
            let presses = EventListener::new(&window, "pointerdown", move |event| {
                let at = event.target().and_then(|at| at.dyn_into::<web_sys::Element>().ok());
                let is_inside = at.is_some_and(|at| at.closest(".term-card, .term").ok().flatten().is_some());
                if !is_inside {
                    by_pointer.emit(GlossaryEvent::Close);
                }
            });
            (keys, presses)
        });
        move || drop(listeners)
    });
}
