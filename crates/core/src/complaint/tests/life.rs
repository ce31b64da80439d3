use proptest::prelude::*;

use crate::complaint::life::{State, StepKind, after, allowed, state};

/// A walk that always takes a step that may be taken, as `choices` say.
fn walk(choices: &[usize]) -> (Vec<StepKind>, Vec<State>) {
    let (mut steps, mut states) = (Vec::new(), vec![State::Received]);
    for choice in choices {
        let now = *states.last().unwrap();
        let possible = allowed(now);
        let step = possible[choice % possible.len()];
        steps.push(step);
        states.push(after(now, step).unwrap());
    }
    (steps, states)
}

proptest! {
    #[test]
    fn no_way_leads_into_an_illegal_state(choices in prop::collection::vec(0_usize..12, 0..60)) {
        let (steps, states) = walk(&choices);
        prop_assert_eq!(state(steps.iter().copied()), *states.last().unwrap());
        for pair in states.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let order = |state: State| State::ALL.iter().position(|one| *one == state).unwrap();
            // Back goes only what is reopened or no longer waited for; nothing skips the check or the solution.
            match to {
                State::Checked => prop_assert!(matches!(from, State::Solved | State::Checked)),
                State::Closed => prop_assert!(from == State::Checked),
                State::Waiting => prop_assert!(matches!(from, State::Acknowledged | State::InProgress | State::Waiting)),
                State::InProgress | State::Received | State::Acknowledged | State::Solved => {}
            }
            prop_assert!(from == State::Received || to != State::Received);
            prop_assert!(order(to) >= order(from) || to == State::InProgress || (from, to) == (State::InProgress, State::Waiting));
        }
    }

    #[test]
    fn reopening_works_from_a_solution_on_and_nowhere_else(choices in prop::collection::vec(0_usize..12, 0..60)) {
        let (_, states) = walk(&choices);
        let now = *states.last().unwrap();
        let settled = matches!(now, State::Solved | State::Checked | State::Closed);
        prop_assert_eq!(after(now, StepKind::Reopened), settled.then_some(State::InProgress));
        prop_assert_eq!(now.is_open(), !settled);
    }

    #[test]
    fn steps_that_could_not_be_taken_change_nothing(kinds in prop::collection::vec(0_usize..12, 0..60)) {
        let steps: Vec<StepKind> = kinds.iter().map(|at| StepKind::ALL[*at]).collect();
        let mut now = State::Received;
        let mut legal = Vec::new();
        for step in &steps {
            if let Some(next) = after(now, *step) {
                legal.push(*step);
                now = next;
            }
        }
        prop_assert_eq!(state(steps), state(legal));
    }
}

#[test]
fn the_whole_table_is_what_was_agreed() {
    let said: Vec<(State, usize)> = State::ALL
        .iter()
        .map(|state| (*state, allowed(*state).len()))
        .collect();
    let expected = [
        (State::Received, 6),
        (State::Acknowledged, 9),
        (State::Waiting, 8),
        (State::InProgress, 8),
        (State::Solved, 7),
        (State::Checked, 7),
        (State::Closed, 1),
    ];
    assert_eq!(said, expected);
}
