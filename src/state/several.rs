//! Several networks at once: those that one press trains one after the other, how long they will take, and the finished ones
//! that the page opens with.

use std::rc::Rc;

use layerlab_schema::{Command, Experiment, Pace, Report};

use super::{Run, RunForecast, RunStatus, State};
use crate::settings::{Settings, resolve};

impl State {
    /// Starts the first of the networks that are to be trained; the others follow, each when the one before has ended.
    pub(super) fn start_all(&mut self, pace: Pace) {
        if !self.is_runnable() {
            // It says why, and the set-up stays as it was chosen.
            return self.start(pace);
        }
        let queue = self.settings.compared();
        if queue.len() > 1 {
            self.keep();
        }
        // Lines of runs before the last one are there when they are asked for.
        for kept in Rc::make_mut(&mut self.finished) {
            kept.visible = false;
        }
        self.comparison = queue.len();
        self.queue = Rc::new(queue);
        self.start_next(pace);
    }

    pub(super) fn start_next(&mut self, pace: Pace) {
        let queue = Rc::make_mut(&mut self.queue);
        if queue.is_empty() {
            return;
        }
        let settings = queue.remove(0);
        let number = self.comparison - queue.len();
        self.take_over(settings);
        self.start(pace);
        let of = self.comparison;
        self.edit_run(|run| run.place = (number, of));
    }

    /// Gives up the networks that were to follow: the set-up is that of the last one again, which was chosen.
    pub(super) fn forget_queue(&mut self) {
        if let Some(chosen) = Rc::make_mut(&mut self.queue).pop() {
            self.take_over(chosen);
        }
        self.queue = Rc::default();
    }

    /// The forecast of the next run, asked or answered: of this set-up, on the engine and with the helpers that it would have.
    pub fn current_forecast(&self) -> Option<&RunForecast> {
        let is_current = |forecast: &&RunForecast| {
            forecast.on == self.devices.next_with_helpers()
                && *forecast.experiments == self.settings.compared_experiments()
        };
        self.forecast.as_ref().filter(is_current)
    }

    /// Asks the idle engine how long the next run would take, unless it has said so. On a page that nobody looks at there are
    /// no helpers, and nobody to ask for.
    pub(super) fn ask_forecast(&mut self) {
        let on = self.devices.next_with_helpers();
        let is_ready = self.devices.ready(on.0).is_some() && !self.devices.cores.is_hidden;
        if self.status.is_active() || !is_ready || !self.is_runnable() || self.current_forecast().is_some() {
            return;
        }
        let experiments = self.settings.compared_experiments();
        let request = self.next_request;
        self.next_request += 1;
        self.send(on.0, Command::Forecast { request, experiments: experiments.clone() });
        self.forecast = Some(RunForecast { request, experiments: Rc::new(experiments), on, seconds: None });
    }

    /// Other work ends a measurement that was not answered yet.
    pub(super) fn give_up_forecast(&mut self) {
        self.forecast.take_if(|forecast| forecast.seconds.is_none());
    }

    /// Shows finished runs on a page that has none yet. What is trained here takes their place.
    pub(super) fn show_example(&mut self, reports: Vec<Report>) {
        if self.status != RunStatus::Empty || self.run.is_some() || self.touched || reports.is_empty() {
            return;
        }
        let of = reports.len();
        for (position, report) in reports.into_iter().enumerate() {
            self.keep();
            self.take_over(settings_of_example(&report.experiment));
            let id = self.new_id();
            self.example.push(id);
            let mut run = Run::from_report(id, report);
            run.place = (position + 1, of);
            self.run = Some(Rc::new(run));
        }
        self.ended();
    }

    /// Whether the displayed runs are those that the page opened with, which nobody trained here.
    pub fn is_example(&self) -> bool {
        !self.example.is_empty()
    }

    /// Clears the runs that the page opened with; those of earlier visits stay.
    pub(super) fn leave_example(&mut self) {
        if self.is_example() {
            let example = std::mem::take(&mut self.example);
            Rc::make_mut(&mut self.finished).retain(|kept| !example.contains(&kept.run.id));
            self.run = None;
        }
    }
}

/// The settings of an experiment of the page's example. Nothing is chosen where it is the usual one, so that other workflows
/// have their usual settings too.
fn settings_of_example(experiment: &Experiment) -> Settings {
    let of_page = Settings::first().compared().into_iter().find(|settings| resolve(settings) == *experiment);
    let mut settings = of_page.unwrap_or_else(|| Settings::from_file(experiment));
    settings.train.compare = Some(true);
    settings
}

#[cfg(test)]
mod tests {
    use layerlab_schema::from_json;
    use yew::Reducible as _;

    use super::*;
    use crate::{
        settings::{Edit, Workflow},
        state::{Action, Choice, Cores, Devices},
    };

    fn with_example() -> State {
        let devices = Devices::new(Choice::Cpu, Cores::new(1, None));
        let state = State::open(Settings::first(), devices, None, None);
        let reports: Vec<Report> = from_json(include_str!("../../www/example.json")).expect("reports");
        after(state, Action::Example(reports))
    }

    fn after(state: State, action: Action) -> State {
        Rc::unwrap_or_clone(Rc::new(state).reduce(action))
    }

    #[test]
    fn the_example_leaves_the_set_up_of_the_page() {
        let state = with_example();
        assert_eq!(*state.settings, Settings::first());
        let state = after(state, Action::Edit(Edit::Workflow(Workflow::Transfer)));
        assert_eq!(
            state.setup.data,
            layerlab_schema::Data { validation: 500, train: 3_500, ..resolve(&Settings::first()).data }
        );
    }

    #[test]
    fn only_the_lines_of_the_last_run_stay_when_another_is_started() {
        let mut state = with_example();
        state.example.clear();
        Rc::make_mut(&mut state.settings).train.compare = Some(false);
        let state = after(state, Action::Train);
        let visible: Vec<bool> = state.finished.iter().map(|kept| kept.visible).collect();
        assert_eq!(visible, [false, false, true]);
    }
}
