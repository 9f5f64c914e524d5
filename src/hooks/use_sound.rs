//! Curves as sound, for those who hear better than they see: the pitch follows the figures, one curve after the other.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};
use yew::prelude::*;

/// The pitch of 0 in hertz, and how many times higher that of 1 is: two octaves, all of which small speakers play.
const LOWEST: f64 = 220.0;
const RANGE: f64 = 4.0;
/// How long a curve sounds, how long the pause after it is, and how long it swells and fades, in seconds.
const LENGTH: f64 = 2.4;
const PAUSE: f64 = 0.4;
const FADE: f64 = 0.03;
/// Loud enough to hear, and too soft to startle.
const VOLUME: f32 = 0.15;

/// Whether curves sound, and what starts and stops them.
pub struct Sound {
    pub is_playing: bool,
    /// Starts, or stops what sounds.
    pub toggle: Callback<()>,
    /// Starts and stops on S, and stops on Escape; for the element that holds the chart.
    pub on_key: Callback<KeyboardEvent>,
}

/// What sounds now; it is silent when this is dropped.
struct Playing {
    context: AudioContext,
    _end: Timeout,
}

impl Drop for Playing {
    fn drop(&mut self) {
        let _ = self.context.close();
    }
}

/// The sound of `curves`, whose figures go from 0 to 1. Nothing sounds unasked.
#[hook]
pub fn use_sound(curves: Rc<[Vec<f64>]>) -> Sound {
    let is_playing = use_state_eq(|| false);
    let playing = use_mut_ref(|| None::<Playing>);
    use_effect_with((), {
        let playing = playing.clone();
        move |()| move || drop(playing.take())
    });
    let stop = {
        let (playing, set) = (playing.clone(), is_playing.setter());
        Callback::from(move |()| {
            playing.take();
            set.set(false);
        })
    };
    let toggle = {
        let (stop, is_playing) = (stop.clone(), is_playing.clone());
        Callback::from(move |()| {
            if *is_playing {
                return stop.emit(());
            }
            if let Ok(started) = play(&curves, stop.clone()) {
                playing.replace(Some(started));
                is_playing.set(true);
            }
        })
    };
    let on_key = {
        let toggle = toggle.clone();
        Callback::from(move |event: KeyboardEvent| {
            let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            match event.key().as_str() {
                "s" | "S" if is_plain => toggle.emit(()),
                "Escape" => stop.emit(()),
                _ => {}
            }
        })
    };
    Sound { is_playing: *is_playing, toggle, on_key }
}

/// Begins to play; a browser without sound refuses.
fn play(curves: &[Vec<f64>], ended: Callback<()>) -> Result<Playing, JsValue> {
    let context = AudioContext::new()?;
    let curves = curves.iter().filter(|curve| !curve.is_empty());
    let mut start = context.current_time() + FADE;
    // Each curve has a timbre of its own, so that it is known without counting.
    for (curve, kind) in curves.zip([OscillatorType::Sine, OscillatorType::Triangle].into_iter().cycle()) {
        voice(&context, curve, kind, start)?;
        start += LENGTH + PAUSE;
    }
    let length = (start - context.current_time()) * 1000.0;
    let end = Timeout::new(length.max(0.0) as u32, move || ended.emit(()));
    Ok(Playing { context, _end: end })
}

fn voice(context: &AudioContext, curve: &[f64], kind: OscillatorType, start: f64) -> Result<(), JsValue> {
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(kind);
    let apart = LENGTH / (curve.len() - 1).max(1) as f64;
    for (index, &value) in curve.iter().enumerate() {
        let (pitch, time) = (pitch(value) as f32, start + apart * index as f64);
        if index == 0 {
            oscillator.frequency().set_value_at_time(pitch, time)?;
        } else {
            oscillator.frequency().linear_ramp_to_value_at_time(pitch, time)?;
        }
    }
    let volume = gain.gain();
    for (value, time) in [(0.0, 0.0), (VOLUME, FADE), (VOLUME, LENGTH - FADE), (0.0, LENGTH)] {
        volume.linear_ramp_to_value_at_time(value, start + time)?;
    }
    oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(start)?;
    oscillator.stop_with_when(start + LENGTH)
}

/// Equal differences are equal intervals of music.
fn pitch(value: f64) -> f64 {
    LOWEST * RANGE.powf(if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::pitch;

    #[test]
    fn half_of_the_way_is_an_octave() {
        assert_eq!([pitch(0.0), pitch(0.5), pitch(1.0), pitch(7.0)], [220.0, 440.0, 880.0, 880.0]);
        assert_eq!(pitch(f64::NAN), 220.0);
    }
}
