//! The race: all subjects in turn, round by round, so that a machine whose speed drifts slows them alike.

use std::time::Duration;

use crate::subject::Subject;

/// Every subject runs this often, however slow it is: a median needs a middle.
const FEWEST_ROUNDS: usize = 3;

/// More rounds move no median.
const MOST_ROUNDS: usize = 25;

/// Runs all subjects until each has used its share of the time. Slow ones leave early, with the fewest rounds.
pub(crate) fn race(subjects: &mut [Subject<'_>], budget: Duration) {
    let share = budget / subjects.len() as u32;
    subjects.iter_mut().for_each(Subject::warm_up);
    for round in 0..MOST_ROUNDS {
        for subject in subjects.iter_mut() {
            if round < FEWEST_ROUNDS || subject.spent() < share {
                subject.run();
            }
        }
    }
}
