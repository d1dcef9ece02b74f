//! The other side's choice: which controls to lay, knowing how the lines will answer.
//!
//! A bilevel program. The leader picks a set S of at most `most` moves to
//! maximise `answered(S) - weight x exports(S)`, where `answered(S)` is the least
//! of cost and mean loss that the follower can reach once S is laid. Branch and
//! bound over sets: the loss with no answer grows with S and is never below the
//! answered one, so that of a set with all moves still open bounds what lies
//! below it.

use crate::case::{Case, Draw, Input};
use crate::program::{self, Answer, Chosen, Cuts};
use crate::solver::SolverError;

/// A control that could be laid.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// What it costs the leader in exports of its own.
    pub exports: f64,
    /// What reaches the lines under it alone, in the order of the case's draws.
    pub draws: Vec<Draw>,
}

/// What the leader chooses from.
#[derive(Debug, Clone, PartialEq)]
pub struct Squeeze {
    /// Lines and the levers with which they answer; its draws are those without any move.
    pub case: Case,
    /// Moves.
    pub moves: Vec<Move>,
    /// Most moves at once.
    pub most: usize,
    /// Weight of a unit of exports against a unit of loss.
    pub weight: f64,
}

/// A set of moves and the best answer to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Moves, in order.
    pub moves: Vec<usize>,
    /// Exports given up.
    pub exports: f64,
    /// Mean loss with no answer.
    pub damage: f64,
    /// Cost and mean loss with the best answer.
    pub answered: f64,
    /// What the leader maximises.
    pub worth: f64,
    /// The answer; none for the empty set.
    pub answer: Option<Chosen>,
}

/// The leader's best choice and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The choice; the empty set where nothing is worth its exports.
    pub best: Choice,
    /// Sets for which the follower's program was solved.
    pub answered: usize,
    /// Sets whose loss was looked at.
    pub looked_at: usize,
}

impl Squeeze {
    /// What reaches the lines when all moves of a set are laid: of each input in each period the least.
    #[must_use]
    pub fn draws(&self, set: &[usize]) -> Vec<Draw> {
        let mut draws = self.case.draws.clone();
        for (n, draw) in draws.iter_mut().enumerate() {
            for (l, line) in draw.lines.iter_mut().enumerate() {
                for (i, input) in line.iter_mut().enumerate() {
                    let others = set.iter().map(|m| &self.moves[*m].draws[n].lines[l][i]);
                    *input = least(input, others);
                }
            }
        }
        draws
    }

    fn under(&self, set: &[usize]) -> Case {
        Case { draws: self.draws(set), risk_aversion: 0.0, ..self.case.clone() }
    }

    /// Mean loss under a set of moves with no answer.
    #[must_use]
    pub fn damage(&self, set: &[usize]) -> f64 {
        let case = self.under(set);
        program::evaluate(&case, &vec![0.0; case.levers.len()]).expected()
    }

    fn exports(&self, set: &[usize]) -> f64 {
        set.iter().map(|m| self.moves[*m].exports).sum()
    }

    /// A set with the best answer to it.
    ///
    /// # Errors
    /// When a solver gives up, or the follower's demands cannot be met.
    pub fn answered(&self, set: &[usize], damage: f64) -> Result<Choice, SolverError> {
        let exports = self.exports(set);
        let Answer::Best(answer) = program::solve(&self.under(set), &mut Cuts::default())? else {
            return Err(SolverError::Infeasible);
        };
        let answered = answer.value.min(damage);
        let worth = answered - self.weight * exports;
        Ok(Choice { moves: set.to_vec(), exports, damage, answered, worth, answer: Some(*answer) })
    }

    /// The leader's best choice.
    ///
    /// # Errors
    /// When a solver gives up.
    pub fn choose(&self) -> Result<Found, SolverError> {
        let best = Choice { moves: Vec::new(), exports: 0.0, damage: 0.0, answered: 0.0, worth: 0.0, answer: None };
        let mut found = Found { best, answered: 0, looked_at: 0 };
        self.search(&mut Vec::new(), 0, &mut found)?;
        Ok(found)
    }

    /// Sets that hold `set` and moves from `next` on.
    fn search(&self, set: &mut Vec<usize>, next: usize, found: &mut Found) -> Result<(), SolverError> {
        if next == self.moves.len() || set.len() == self.most {
            return Ok(());
        }
        let open: Vec<usize> = set.iter().copied().chain(next..self.moves.len()).collect();
        found.looked_at += 1;
        if self.damage(&open) - self.weight * self.exports(set) <= found.best.worth {
            return Ok(());
        }
        set.push(next);
        found.looked_at += 1;
        let damage = self.damage(set);
        if damage - self.weight * self.exports(set) > found.best.worth {
            found.answered += 1;
            let choice = self.answered(set, damage)?;
            if choice.worth > found.best.worth {
                found.best = choice;
            }
        }
        self.search(set, next + 1, found)?;
        set.pop();
        self.search(set, next + 1, found)
    }
}

/// The least of an input's arrivals in each period, and the most that they fall short.
fn least<'a>(base: &Input, others: impl Iterator<Item = &'a Input>) -> Input {
    let steps = |sums: &[f64]| -> Vec<f64> {
        sums.iter().enumerate().map(|(p, sum)| sum - if p > 0 { sums[p - 1] } else { 0.0 }).collect()
    };
    let (mut arrived, mut short) = (steps(&base.available), steps(&base.short));
    for other in others {
        arrived.iter_mut().zip(steps(&other.available)).for_each(|(least, now)| *least = least.min(now));
        short.iter_mut().zip(steps(&other.short)).for_each(|(most, now)| *most = most.max(now));
    }
    let sums = |steps: Vec<f64>| {
        steps
            .into_iter()
            .scan(0.0, |sum, step| {
                *sum += step;
                Some(*sum)
            })
            .collect()
    };
    Input { available: sums(arrived), licensed: Vec::new(), short: sums(short) }
}
