//! Which readings are taken, so that mending twice is mending once.
//!
//! A line whose mended text would be mended again is left: one of the two readings has to be wrong, and nothing says
//! which. So every line comes out either settled or as it was, and a second run finds nothing to do in the first kind
//! and decides about the second as before.

use super::reading::Reading;
use super::vote::{Judgement, Votes};

/// What is taken of a segment, if anything.
type Taken<'j> = Option<&'j Reading>;

/// For each judgement of a text, in order, which reading is taken. `again` judges a mended line.
pub(super) fn decide<'j>(
    text: &str,
    judged: &'j [Judgement],
    again: impl Fn(&str) -> Vec<Judgement>,
) -> Vec<Taken<'j>> {
    let settles = |line: &[Judgement], taken: &[Taken<'_>]| {
        let changes = taken.iter().any(Option::is_some);
        !changes || !again(&mended(text, line, taken)).iter().any(|judgement| judgement.suffices)
    };
    let lines: Vec<Line<'_>> = lines(judged).map(|line| Line::new(line, settles)).collect();
    let votes = Votes::of(lines.iter().flat_map(Line::voters));
    lines.into_iter().flat_map(|line| line.follow(&votes, settles)).collect()
}

/// The judgements of each line.
fn lines(judged: &[Judgement]) -> impl Iterator<Item = &[Judgement]> {
    judged.chunk_by(|one, next| one.line == next.line)
}

/// What was found in a line, and which of it is taken.
struct Line<'j> {
    judged: &'j [Judgement],
    taken: Vec<Taken<'j>>,
    settled: bool,
}

impl<'j> Line<'j> {
    /// A line by its own evidence.
    fn new(judged: &'j [Judgement], settles: impl Fn(&[Judgement], &[Taken<'_>]) -> bool) -> Self {
        let taken: Vec<Taken<'_>> =
            judged.iter().map(|judgement| judgement.suffices.then_some(&judgement.reading)).collect();
        let settled = settles(judged, &taken);
        Self { judged, taken: taken.into_iter().map(|taken| taken.filter(|_| settled)).collect(), settled }
    }

    fn voters(&self) -> impl Iterator<Item = &'j Judgement> {
        self.judged.iter().zip(&self.taken).filter(|(_, taken)| taken.is_some()).map(|(judgement, _)| judgement)
    }

    /// What is taken where the rest of the document has its say.
    fn follow(self, votes: &Votes<'_>, settles: impl Fn(&[Judgement], &[Taken<'_>]) -> bool) -> Vec<Taken<'j>> {
        let own = |judgement: &'j Judgement| judgement.suffices.then_some(&judgement.reading);
        let carried: Vec<Taken<'_>> =
            self.judged.iter().map(|judgement| own(judgement).or_else(|| votes.choose(judgement))).collect();
        if self.settled && carried != self.taken && settles(self.judged, &carried) { carried } else { self.taken }
    }
}

/// The text of a line with some of its readings taken.
fn mended(text: &str, judged: &[Judgement], taken: &[Taken<'_>]) -> String {
    let line = judged.first().map_or(0..0, |judgement| judgement.line.clone());
    let mut mended = String::with_capacity(line.len());
    let mut copied = line.start;
    for (judgement, reading) in judged.iter().zip(taken).filter_map(|(judgement, taken)| Some((judgement, (*taken)?))) {
        mended.push_str(text.get(copied..judgement.range.start).unwrap_or_default());
        mended.push_str(&reading.text);
        copied = judgement.range.end;
    }
    mended.push_str(text.get(copied..line.end).unwrap_or_default());
    mended
}
